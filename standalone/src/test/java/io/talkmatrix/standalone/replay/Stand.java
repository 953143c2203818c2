package io.talkmatrix.standalone.replay;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.talkmatrix.runtime.KafkaConnection;
import io.talkmatrix.runtime.RunnerContext;
import io.talkmatrix.runtime.RuntimeSettings;
import io.talkmatrix.runtime.StageRunner;
import io.talkmatrix.runtime.Tables;
import io.talkmatrix.schemas.Topics;
import io.talkmatrix.stage.AudioChunk;
import io.talkmatrix.stage.Emotion;
import io.talkmatrix.stage.FrameGroup;
import io.talkmatrix.stage.ReplySegment;
import io.talkmatrix.stage.Room;
import io.talkmatrix.stage.RoomHistory;
import io.talkmatrix.stage.SpeechChunk;
import io.talkmatrix.stage.Stage;
import io.talkmatrix.stage.StageFailedException;
import io.talkmatrix.stage.StageOutput;
import io.talkmatrix.stage.StageRoom;
import io.talkmatrix.stage.TurnEvent;
import io.talkmatrix.stage.TurnEvent.Milestone;
import io.talkmatrix.stage.TurnIds;
import io.talkmatrix.stage.UnitId;
import io.talkmatrix.stage.Utterance;
import io.talkmatrix.standalone.stack.IsolatedWorkers;
import io.talkmatrix.standalone.stack.Role;
import io.talkmatrix.testkit.KafkaFixture;
import io.talkmatrix.testkit.ScriptedStage;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/**
 * Four stages that make the same of the same, on the real runtime: what is heard is the text of the sound, the answer
 * names what was said before, the voice is noise that depends on words and voice, the face draws it.
 */
final class Stand implements IsolatedWorkers {

    static final int CHUNK = 4_800;
    private static final int CHUNKS = 3;

    private final Tables tables;
    private final List<StageRunner<?>> runners = new ArrayList<>();

    private Stand(Tables tables) {
        this.tables = tables;
    }

    /** Starts some of the stages. */
    static Stand start(KafkaFixture kafka, String prefix, Set<Role> roles) throws InterruptedException {
        KafkaConnection connection = kafka.connection().under(prefix);
        Tables tables = Tables.open(connection, kafka.registry(), KafkaFixture.DEADLINE);
        Stand stand = new Stand(tables);
        RunnerContext context = RunnerContext.of(connection, kafka.registry(), tables, new SimpleMeterRegistry());
        RuntimeSettings settings = RuntimeSettings.defaults();
        if (roles.contains(Role.ASR)) {
            Stage<AudioChunk> asr = new ScriptedStage<>("asr", AudioChunk.class, Stand::hear);
            stand.runners.add(new StageRunner<>(asr, Topics.AUDIO_IN, Topics.TEXT_ASR, settings, context));
        }
        if (roles.contains(Role.REPLY)) {
            Stage<Utterance> reply = new ScriptedStage<>("reply", Utterance.class, Stand::answer);
            stand.runners.add(new StageRunner<>(reply, Topics.TEXT_ASR, Topics.TEXT_REPLY, settings, context));
        }
        if (roles.contains(Role.TTS)) {
            Stage<ReplySegment> tts = new ScriptedStage<>("tts", ReplySegment.class, Stand::speak);
            stand.runners.add(new StageRunner<>(tts, Topics.TEXT_REPLY, Topics.AUDIO_TTS, settings, context));
        }
        if (roles.contains(Role.FACE)) {
            Stage<SpeechChunk> face = new ScriptedStage<>("face", SpeechChunk.class, Stand::draw);
            stand.runners.add(new StageRunner<>(face, Topics.AUDIO_TTS, Topics.VIDEO_FRAMES, settings, context));
        }
        stand.runners.forEach(StageRunner::start);
        for (StageRunner<?> runner : stand.runners) {
            runner.awaitReady(KafkaFixture.DEADLINE);
        }
        return stand;
    }

    private static void hear(StageRoom room, AudioChunk chunk, StageOutput out) throws InterruptedException {
        String turn = TurnIds.of(chunk.captureMillis(), room.id(), chunk.stream(), chunk.seq());
        UnitId id = new UnitId(room.id(), turn, room.turns().generation(), 0, 0);
        out.report(event(id, "asr", Milestone.OPENED, -1));
        out.emit(question(id, new String(chunk.pcm(), StandardCharsets.UTF_8).strip(), chunk.captureMillis()));
        out.report(event(id, "asr", Milestone.TRANSCRIBED, -1));
    }

    static Utterance question(UnitId id, String text, long millis) {
        return new Utterance(id, text, true, "en", Utterance.Source.SPEECH, "", millis, millis + 100, 0, "");
    }

    private static void answer(StageRoom room, Utterance question, StageOutput out) throws InterruptedException {
        UnitId id = question.id();
        if (!room.turns().awaitStart(id.turn(), id.generation(), KafkaFixture.DEADLINE)) {
            throw new StageFailedException("not started");
        }
        int known = room.history().exchanges().size();
        List<String> clauses = List.of(
                question.text().replace('?', '!'), "We spoke " + known + " times.", "So it is.", "And so it stays.");
        for (int i = 0; i < clauses.size(); i++) {
            room.playhead().awaitLead(id.turn(), CHUNK * CHUNKS, KafkaFixture.DEADLINE);
            boolean last = i == clauses.size() - 1;
            out.emit(segment(id.at(i, 0), clauses.get(i), last));
            if (i == 0 || last) {
                out.report(event(id, "reply", i == 0 ? Milestone.FIRST_CLAUSE : Milestone.REPLIED, i));
            }
        }
    }

    static ReplySegment segment(UnitId id, String text, boolean last) {
        return new ReplySegment(id, text, "en", Emotion.NEUTRAL, 0, ReplySegment.Source.LLM, "", last, "");
    }

    private static void speak(StageRoom room, ReplySegment segment, StageOutput out) throws InterruptedException {
        String voice = room.settings().voice().getOrDefault(segment.language(), "usual");
        Random noise = new Random((segment.text() + voice).hashCode());
        int number = segment.id().segment();
        for (int seq = 0; seq < CHUNKS; seq++) {
            byte[] pcm = new byte[CHUNK * 2];
            noise.nextBytes(pcm);
            boolean ends = seq == CHUNKS - 1;
            long pts = (long) (number * CHUNKS + seq) * CHUNK;
            out.emit(new SpeechChunk(
                    segment.id().withSeq(seq),
                    pcm,
                    pts,
                    List.of(),
                    List.of(),
                    "",
                    Emotion.NEUTRAL,
                    0,
                    ends,
                    ends && segment.last(),
                    ""));
            if (ends) {
                out.report(event(segment.id(), "tts", Milestone.SEGMENT_SPOKEN, pts + CHUNK));
            }
            if (ends && segment.last()) {
                out.report(event(segment.id(), "tts", Milestone.SPOKEN, pts + CHUNK));
            }
        }
    }

    private static void draw(StageRoom room, SpeechChunk chunk, StageOutput out) throws InterruptedException {
        List<byte[]> frames = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            frames.add(new byte[] {chunk.pcm()[i], chunk.pcm()[i + 5]});
        }
        out.emit(new FrameGroup(
                chunk.id(), chunk.ptsSamples(), 25, FrameGroup.Codec.JPEG, 2, 2, frames, chunk.lastOfTurn(), ""));
        if (chunk.lastOfTurn()) {
            out.report(event(chunk.id(), "face", Milestone.RENDERED, chunk.endSamples()));
        }
    }

    static TurnEvent event(UnitId id, String stage, Milestone milestone, long pts) {
        return event(id, stage, milestone, pts, "");
    }

    static TurnEvent event(UnitId id, String stage, Milestone milestone, long pts, String detail) {
        return new TurnEvent(
                id.room(),
                id.turn(),
                id.generation(),
                stage,
                milestone,
                id.segment(),
                pts,
                stage.equals("conductor") ? "" : "script",
                "cpu",
                "",
                detail,
                Map.of(),
                System.currentTimeMillis());
    }

    @Override
    public List<String> prepare(Room room) {
        return List.of();
    }

    @Override
    public RoomHistory history(String room) {
        return tables.history(room);
    }

    @Override
    public Optional<String> failure() {
        return runners.stream()
                .map(StageRunner::health)
                .filter(health -> !health.live())
                .flatMap(health -> health.reasons().stream())
                .findFirst();
    }

    @Override
    public void close() {
        runners.forEach(StageRunner::close);
        tables.close();
    }
}
