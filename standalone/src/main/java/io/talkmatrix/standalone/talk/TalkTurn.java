package io.talkmatrix.standalone.talk;

import io.talkmatrix.runtime.EventProducer;
import io.talkmatrix.schemas.Topic;
import io.talkmatrix.schemas.Topics;
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
import java.util.concurrent.atomic.AtomicReference;

/**
 * One question, one answer, one video, on a running stack: asks, follows the five topics as the room's clock sink, and
 * writes the files.
 */
public final class TalkTurn {

    /** Name of the sink whose PLAYED drives the room. */
    public static final String SINK = "talk";

    private static final Duration QUIET = Duration.ofSeconds(120);
    private static final Duration LOOK = Duration.ofSeconds(1);
    private static final long PLAYED_EVERY = SpeechChunk.SAMPLE_RATE_HZ / 5;
    private static final long SEND_SECONDS = 15;
    private static final int MAX_EVENTS = 512;

    private final Stack stack;
    private final TalkRequest request;
    private final Progress progress;
    private final Clock clock = Clock.systemUTC();
    private final TurnRecorder turn = new TurnRecorder();
    private final AtomicReference<RuntimeException> failure = new AtomicReference<>();

    public TalkTurn(Stack stack, TalkRequest request, Progress progress) {
        this.stack = stack;
        this.request = request;
        this.progress = progress;
    }

    /**
     * Runs the turn. The video and its subtitles are written if it completed, the report in any case.
     *
     * @throws UserError if there was nothing to answer or the turn did not complete
     */
    public ReplyReport run() throws InterruptedException {
        Room room = request.describeRoom(clock.millis(), SINK);
        progress.now("Preparing the room …");
        stack.prepare(room).forEach(progress::line);
        progress.line("Room " + room.room());
        BlockingQueue<Event> events = new ArrayBlockingQueue<>(MAX_EVENTS);
        try (EventProducer producer = stack.producer(SINK);
                TailPump<?> asr = pump(Topics.TEXT_ASR, room, events);
                TailPump<?> reply = pump(Topics.TEXT_REPLY, room, events);
                TailPump<?> tts = pump(Topics.AUDIO_TTS, room, events);
                TailPump<?> face = pump(Topics.VIDEO_FRAMES, room, events);
                TailPump<?> milestones = pump(Topics.TURN_EVENTS, room, events);
                ReplyVideo video = new ReplyVideo(request.out().toAbsolutePath(), request.aiLabel())) {
            await(producer.send(Topics.ROOMS, room));
            String zero = ask(producer, room);
            follow(producer, room, events, video);
            await(producer.send(Topics.ROOMS, room.closed(clock.millis())));
            return conclude(room, video, zero);
        } catch (ExecutionException | TimeoutException e) {
            throw new UserError(Kind.UNAVAILABLE, "Kafka did not acknowledge in time: " + e.getMessage(), e);
        }
    }

    private <E extends Event> TailPump<E> pump(Topic<E> topic, Room room, BlockingQueue<Event> events) {
        return new TailPump<>(topic.name(), stack.tail(topic, room.room()).fromEnd(), events, failure);
    }

    /** @return what the timeline counts from */
    private String ask(EventProducer producer, Room room)
            throws InterruptedException, ExecutionException, TimeoutException {
        if (request.text().isPresent()) {
            type(request.text().get().strip(), producer, room);
            return "textSent";
        }
        if (request.speech().isPresent()) {
            say(request.speech().get(), producer, room);
            return "speechSent";
        }
        Path question = request.question().isPresent() ? request.question().get() : stack.sampleQuestion(progress);
        long fed = new QuestionFeeder(producer, clock)
                .feed(
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
        turn.timeline().zeroAt(now);
        String language = room.language().isEmpty() ? Language.of(text) : room.language();
        int generation = stack.generation(room.room());
        UnitId id = new UnitId(room.room(), TurnIds.of(now, room.room(), "typed", now), generation, 0, 0);
        await(producer.send(Topics.TURN_EVENTS, milestone(id, Milestone.OPENED, -1, now)));
        await(producer.send(
                Topics.TEXT_ASR, new Utterance(id, text, true, language, Utterance.Source.TYPED, "", now, now, 0, "")));
    }

    private void say(Path speech, EventProducer producer, Room room)
            throws InterruptedException, ExecutionException, TimeoutException {
        long now = clock.millis();
        turn.timeline().zeroAt(now);
        UnitId id = new UnitId(
                room.room(), TurnIds.of(now, room.room(), "recorded", now), stack.generation(room.room()), 0, 0);
        await(producer.send(Topics.TURN_EVENTS, milestone(id, Milestone.OPENED, -1, now)));
        await(producer.send(Topics.TURN_EVENTS, milestone(id, Milestone.FIRST_AUDIO, 0, now)));
        long length = new RecordedSpeech(producer)
                .speak(id, speech, seconds -> progress.now(String.format("Reading the speech: %.0f s", seconds)));
        await(producer.send(Topics.TURN_EVENTS, milestone(id, Milestone.SPOKEN, length, clock.millis())));
    }

    private Event next(Room room, BlockingQueue<Event> events) throws InterruptedException {
        long end = System.nanoTime() + QUIET.toNanos();
        while (System.nanoTime() < end) {
            Event event = events.poll(LOOK.toMillis(), TimeUnit.MILLISECONDS);
            if (event != null) {
                return event;
            }
            RuntimeException broken = failure.get();
            if (broken != null) {
                throw new UserError(
                        Kind.UNAVAILABLE, "the topics cannot be followed any more: " + broken.getMessage(), broken);
            }
        }
        throw new UserError(
                Kind.FAILED,
                "nothing happened in room " + room.room() + " for " + QUIET.toSeconds()
                        + " s; see ./talkmatrix inspect --room " + room.room());
    }

    private void follow(EventProducer producer, Room room, BlockingQueue<Event> events, ReplyVideo video)
            throws InterruptedException, ExecutionException, TimeoutException {
        long reported = 0;
        while (turn.outcome().isEmpty() && !turn.noSpeech() && !turn.failedBeforehand()) {
            Event event = next(room, events);
            if (!turn.add(event)) {
                continue;
            }
            if (event instanceof SpeechChunk chunk) {
                video.offer(chunk);
            } else if (event instanceof FrameGroup group) {
                video.offer(group);
            }
            progress.now(status(video));
            long played = video.play();
            if (played - reported >= PLAYED_EVERY || video.finished() && played > reported) {
                reported = played;
                await(producer.send(
                        Topics.TURN_EVENTS,
                        milestone(video.current(room.room()), Milestone.PLAYED, played, clock.millis())));
            }
        }
    }

    private String status(ReplyVideo video) {
        if (video.frames() > 0) {
            return String.format("Speaking: %.1f s, %d frames", video.seconds(), video.frames());
        }
        if (request.speech().isPresent()) {
            return "Preparing the face …";
        }
        if (turn.question().isEmpty()) {
            return "Listening …";
        }
        return turn.answer().isEmpty() ? "Thinking …" : "Preparing voice and face …";
    }

    private ReplyReport conclude(Room room, ReplyVideo video, String zero) {
        progress.done();
        if (turn.noSpeech()) {
            throw new UserError(Kind.BAD_DATA, "no speech was found in the question");
        }
        if (turn.failedBeforehand()) {
            throw new UserError(Kind.FAILED, "the question was not understood (" + turn.failure() + ")");
        }
        ReplyReport report = turn.report(room.room(), video, zero);
        if (report.completed()) {
            video.finish(request.beside(".vtt"));
        }
        report.write(request.beside(".json"));
        if (!report.completed()) {
            throw new UserError(
                    Kind.FAILED,
                    "the turn ended as " + report.outcome()
                            + (turn.failure().isEmpty() ? "" : " (" + turn.failure() + ")"));
        }
        return report;
    }

    private static TurnEvent milestone(UnitId unit, Milestone milestone, long pts, long at) {
        return new TurnEvent(
                unit.room(), unit.turn(), unit.generation(), SINK, milestone, -1, pts, "", "", "", "", Map.of(), at);
    }

    private static void await(CompletableFuture<?> sent)
            throws InterruptedException, ExecutionException, TimeoutException {
        sent.get(SEND_SECONDS, TimeUnit.SECONDS);
    }
}
