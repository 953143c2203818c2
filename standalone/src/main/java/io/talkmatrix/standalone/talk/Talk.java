package io.talkmatrix.standalone.talk;

import io.talkmatrix.media.AudioFileReader;
import io.talkmatrix.runtime.EventProducer;
import io.talkmatrix.schemas.Topic;
import io.talkmatrix.schemas.Topics;
import io.talkmatrix.stage.AudioChunk;
import io.talkmatrix.stage.Event;
import io.talkmatrix.stage.FrameGroup;
import io.talkmatrix.stage.Room;
import io.talkmatrix.stage.SpeechChunk;
import io.talkmatrix.stage.TurnEvent;
import io.talkmatrix.stage.TurnEvent.Milestone;
import io.talkmatrix.stage.TurnIds;
import io.talkmatrix.stage.UnitId;
import io.talkmatrix.stage.Utterance;
import io.talkmatrix.standalone.cli.Progress;
import io.talkmatrix.standalone.cli.UserError;
import io.talkmatrix.standalone.cli.UserError.Kind;
import io.talkmatrix.standalone.stack.Stack;
import io.talkmatrix.standalone.stack.StackFactory;
import io.talkmatrix.standalone.stack.StackSettings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** One question, one answer, one video: the whole pipeline on real topics. */
@ApplicationScoped
public class Talk {

    private static final String SINK = "talk";
    private static final Duration QUIET = Duration.ofSeconds(120);
    private static final long PLAYED_EVERY = SpeechChunk.SAMPLE_RATE_HZ / 5;
    private static final long SEND_SECONDS = 15;

    private final StackFactory stacks;
    private final Clock clock;
    private final Progress progress = Progress.onStandardError();

    @Inject
    Talk(StackFactory stacks) {
        this.stacks = stacks;
        this.clock = Clock.systemUTC();
    }

    /** @return the exit code */
    public int run(TalkRequest request, StackSettings settings) throws InterruptedException {
        request.question().ifPresent(file -> AudioFileReader.open(file, AudioChunk.SAMPLE_RATE_HZ)
                .close());
        long begun = System.nanoTime();
        try (Stack stack = stacks.start(settings, request.stages(), progress)) {
            progress.line(String.format("Ready after %.1f s.", (System.nanoTime() - begun) / 1e9));
            return talk(request, stack);
        }
    }

    private int talk(TalkRequest request, Stack stack) throws InterruptedException {
        Room room = request.describeRoom(clock.millis(), SINK);
        request.avatar().ifPresent(portrait -> stack.checkPortrait(portrait).forEach(progress::line));
        progress.line("Room " + room.room());
        BlockingQueue<Event> events = new ArrayBlockingQueue<>(512);
        TurnRecorder turn = new TurnRecorder();
        try (EventProducer producer = stack.producer(SINK);
                TailPump<?> asr = pump(stack, Topics.TEXT_ASR, room, events);
                TailPump<?> reply = pump(stack, Topics.TEXT_REPLY, room, events);
                TailPump<?> tts = pump(stack, Topics.AUDIO_TTS, room, events);
                TailPump<?> face = pump(stack, Topics.VIDEO_FRAMES, room, events);
                TailPump<?> milestones = pump(stack, Topics.TURN_EVENTS, room, events);
                ReplyVideo video = new ReplyVideo(request.out().toAbsolutePath(), request.aiLabel())) {
            await(producer.send(Topics.ROOMS, room));
            String zero = ask(request, stack, producer, room, turn);
            follow(producer, room, events, turn, video);
            return conclude(request, room, turn, video, zero);
        } catch (ExecutionException | TimeoutException e) {
            throw new UserError(Kind.UNAVAILABLE, "Kafka did not acknowledge in time: " + e.getMessage(), e);
        }
    }

    private static <E extends Event> TailPump<E> pump(
            Stack stack, Topic<E> topic, Room room, BlockingQueue<Event> events) {
        return new TailPump<>(topic.name(), stack.tail(topic, room.room()).fromEnd(), events);
    }

    /** @return what the timeline counts from */
    private String ask(TalkRequest request, Stack stack, EventProducer producer, Room room, TurnRecorder turn)
            throws InterruptedException, ExecutionException, TimeoutException {
        if (request.text().isPresent()) {
            type(request.text().get(), producer, room);
            turn.timeline().zeroAt(clock.millis());
            return "textSent";
        }
        Path question = request.question().isPresent() ? request.question().get() : stack.sampleQuestion(progress);
        QuestionFeeder feeder = new QuestionFeeder(producer, clock);
        long fed = feeder.feed(
                room.room(),
                question,
                request.realtime(),
                seconds -> progress.now(String.format("Feeding the question: %.0f s", seconds)));
        if (request.realtime()) {
            return "speechEnd";
        }
        turn.timeline().zeroAt(fed);
        return "endOfStream";
    }

    private void type(String text, EventProducer producer, Room room)
            throws InterruptedException, ExecutionException, TimeoutException {
        long now = clock.millis();
        String language = room.language().isEmpty() ? Language.of(text) : room.language();
        UnitId id = new UnitId(room.room(), TurnIds.of(now, room.room(), "typed", now), 0, 0, 0);
        await(producer.send(Topics.TURN_EVENTS, event(room.room(), id.turn(), Milestone.OPENED, -1, now)));
        await(producer.send(
                Topics.TEXT_ASR,
                new Utterance(id, text.strip(), true, language, Utterance.Source.TYPED, "", now, now, 0, "")));
    }


    private void follow(
            EventProducer producer, Room room, BlockingQueue<Event> events, TurnRecorder turn, ReplyVideo video)
            throws InterruptedException, ExecutionException, TimeoutException {
        long reported = 0;
        long played = 0;
        while (turn.outcome().isEmpty() && !turn.noSpeech()) {
            Event event = events.poll(QUIET.toMillis(), TimeUnit.MILLISECONDS);
            if (event == null) {
                throw new UserError(
                        Kind.FAILED,
                        "nothing happened in room " + room.room() + " for " + QUIET.toSeconds() + " s; see ./talkmatrix inspect --room "
                                + room.room());
            }
            if (!turn.add(event)) {
                continue;
            }
            if (event instanceof SpeechChunk chunk) {
                video.offer(chunk);
            } else if (event instanceof FrameGroup group) {
                video.offer(group);
            }
            show(turn, video);
            played = video.play();
            if (played - reported >= PLAYED_EVERY || video.finished() && played > reported) {
                reported = played;
                await(producer.send(
                        Topics.TURN_EVENTS,
                        event(room.room(), video.turn(), Milestone.PLAYED, played, clock.millis())));
            }
        }
    }

    private void show(TurnRecorder turn, ReplyVideo video) {
        String now = turn.question().isEmpty()
                ? "Listening …"
                : video.frames() > 0
                        ? String.format("Speaking: %.1f s, %d frames", video.seconds(), video.frames())
                        : turn.answer().isEmpty() ? "Thinking …" : "Preparing voice and face …";
        progress.now(now);
    }

    private int conclude(TalkRequest request, Room room, TurnRecorder turn, ReplyVideo video, String zero) {
        progress.done();
        if (turn.noSpeech()) {
            throw new UserError(Kind.BAD_DATA, "no speech was found in the question");
        }
        ReplyReport report = turn.report(room.room(), video, zero);
        boolean completed = report.outcome().equals("COMPLETED");
        if (completed) {
            video.finish(request.beside(".vtt"));
        }
        report.write(request.beside(".json"));
        ReplyPrinter.print(System.out, report, completed ? request : null);
        if (!completed) {
            throw new UserError(
                    Kind.FAILED,
                    "the turn ended as " + report.outcome() + (turn.failure().isEmpty() ? "" : " (" + turn.failure() + ")"));
        }
        return 0;
    }

    private static TurnEvent event(String room, String turn, Milestone milestone, long pts, long at) {
        return new TurnEvent(room, turn, 0, SINK, milestone, -1, pts, "", "", "", "", Map.of(), at);
    }

    private static void await(CompletableFuture<?> sent)
            throws InterruptedException, ExecutionException, TimeoutException {
        sent.get(SEND_SECONDS, TimeUnit.SECONDS);
    }

}
