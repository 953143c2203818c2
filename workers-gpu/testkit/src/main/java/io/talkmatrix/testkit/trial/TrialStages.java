package io.talkmatrix.testkit.trial;

import io.talkmatrix.stage.Cancellation;
import io.talkmatrix.stage.CancelledException;
import io.talkmatrix.stage.Emotion;
import io.talkmatrix.stage.FrameGroup;
import io.talkmatrix.stage.ReplySegment;
import io.talkmatrix.stage.SpeechChunk;
import io.talkmatrix.stage.Stage;
import io.talkmatrix.stage.StageFailedException;
import io.talkmatrix.stage.StageOutput;
import io.talkmatrix.stage.StageRoom;
import io.talkmatrix.stage.TurnEvent;
import io.talkmatrix.stage.TurnEvent.Milestone;
import io.talkmatrix.stage.TurnUnit;
import io.talkmatrix.stage.UnitId;
import io.talkmatrix.stage.Utterance;
import io.talkmatrix.testkit.ScriptedStage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/**
 * Reply, voice and face of a trial. They make the same units however often and whenever they are asked, and behave as
 * badly as engines do: some block without looking at cancellation, some hold everything back until the end, some go on
 * writing after they were cancelled.
 */
public final class TrialStages {

    /** Clauses of an answer. */
    public static final int SEGMENTS = 2;

    /** Chunks of a clause. */
    public static final int CHUNKS = 3;

    /** Length of an answer in samples. */
    public static final long TURN_SAMPLES = (long) SEGMENTS * CHUNKS * Payload.CHUNK_SAMPLES;

    private static final int FRAMES_PER_SECOND = 25;
    private static final int FRAMES = 5;
    private static final Duration START = Duration.ofSeconds(60);

    private enum Manner {
        OBEYS,
        BLOCKS,
        HOLDS_BACK,
        WRITES_ON
    }

    private TrialStages() {}

    /** Reads {@code text.asr}; only a steady pace slows it down. */
    public static Stage<Utterance> reply(Pace pace) {
        return new ScriptedStage<>(
                "reply",
                Utterance.class,
                (room, utterance, out) -> reply(room, utterance, out, pace.steady() ? pace.millis() : 0));
    }

    /** Reads {@code text.reply}; a unit is a chunk. */
    public static Stage<ReplySegment> tts(Pace pace) {
        return new ScriptedStage<>("tts", ReplySegment.class, (room, segment, out) -> tts(room, segment, out, pace));
    }

    /** Reads {@code audio.tts}; a unit is a group of frames. */
    public static Stage<SpeechChunk> face(Pace pace) {
        return new ScriptedStage<>("face", SpeechChunk.class, (room, chunk, out) -> face(room, chunk, out, pace));
    }

    private static void reply(StageRoom room, Utterance utterance, StageOutput out, int millis)
            throws InterruptedException {
        UnitId id = utterance.id();
        if (!room.turns().awaitStart(id.turn(), id.generation(), START)) {
            throw new StageFailedException("not started within " + START);
        }
        for (int segment = 0; segment < SEGMENTS; segment++) {
            compute(Cancellation.none(), millis);
            out.emit(new ReplySegment(
                    id.at(segment, 0),
                    Payload.ofWords(utterance.text()).withSegment(segment).words(),
                    "en",
                    Emotion.NEUTRAL,
                    0,
                    ReplySegment.Source.ANSWER,
                    "",
                    segment == SEGMENTS - 1,
                    ""));
        }
    }

    private static void tts(StageRoom room, ReplySegment segment, StageOutput out, Pace pace)
            throws InterruptedException {
        byte[] pcm = Payload.ofWords(segment.text()).pcm();
        UnitId id = segment.id();
        List<TurnUnit> chunks = new ArrayList<>();
        for (int seq = 0; seq < CHUNKS; seq++) {
            boolean last = seq == CHUNKS - 1;
            chunks.add(new SpeechChunk(
                    id.at(id.segment(), seq),
                    pcm,
                    ((long) id.segment() * CHUNKS + seq) * Payload.CHUNK_SAMPLES,
                    List.of(),
                    List.of(),
                    seq == 0 ? segment.text() : "",
                    Emotion.NEUTRAL,
                    0,
                    last,
                    last && segment.last(),
                    ""));
        }
        write(room, id, chunks, out, pace);
        if (segment.last()) {
            out.report(milestone(id, "tts", Milestone.SPOKEN, TURN_SAMPLES));
        }
    }

    private static void face(StageRoom room, SpeechChunk chunk, StageOutput out, Pace pace)
            throws InterruptedException {
        Payload payload = Payload.ofPcm(chunk.pcm(), 0);
        FrameGroup group = new FrameGroup(
                chunk.id(),
                chunk.ptsSamples(),
                FRAMES_PER_SECOND,
                FrameGroup.Codec.JPEG,
                16,
                16,
                IntStream.range(0, FRAMES)
                        .mapToObj(i -> payload.frame(chunk.id().seq() * FRAMES + i))
                        .toList(),
                chunk.lastOfTurn(),
                "");
        write(room, chunk.id(), List.of(group), out, pace);
    }

    private static void write(StageRoom room, UnitId id, List<TurnUnit> units, StageOutput out, Pace pace)
            throws InterruptedException {
        int dice = (id.turn() + id.segment() + units.get(0).getClass().getSimpleName()).hashCode() & 0xffff;
        boolean obeys = pace.steady() || pace.millis() == 0;
        Manner manner = obeys ? Manner.OBEYS : Manner.values()[dice % Manner.values().length];
        long millis = obeys ? pace.millis() : dice % pace.millis();
        try (Cancellation watch = room.turns().watch(id.turn(), id.generation())) {
            switch (manner) {
                case OBEYS -> {
                    for (TurnUnit unit : units) {
                        compute(watch, millis);
                        watch.check();
                        out.emit(unit);
                    }
                }
                case BLOCKS -> {
                    for (TurnUnit unit : units) {
                        compute(Cancellation.none(), millis * 2);
                        out.emit(unit);
                    }
                }
                case HOLDS_BACK -> {
                    compute(Cancellation.none(), millis * units.size());
                    for (TurnUnit unit : units) {
                        out.emit(unit);
                    }
                }
                case WRITES_ON -> writeOn(units, out, millis);
            }
        }
    }

    private static void writeOn(List<TurnUnit> units, StageOutput out, long millis) throws InterruptedException {
        CancelledException cancelled = null;
        for (TurnUnit unit : units) {
            compute(Cancellation.none(), millis);
            try {
                out.emit(unit);
            } catch (CancelledException e) {
                cancelled = e;
            }
        }
        if (cancelled != null) {
            throw cancelled;
        }
    }

    private static void compute(Cancellation watch, long millis) throws InterruptedException {
        if (millis > 0) {
            CountDownLatch cut = new CountDownLatch(1);
            watch.onCancel(cut::countDown);
            cut.await(millis, TimeUnit.MILLISECONDS);
        }
    }

    static TurnEvent milestone(UnitId id, String stage, Milestone milestone, long pts) {
        return new TurnEvent(
                id.room(),
                id.turn(),
                id.generation(),
                stage,
                milestone,
                id.segment(),
                pts,
                "",
                "",
                "",
                "",
                Map.of(),
                System.currentTimeMillis());
    }
}
