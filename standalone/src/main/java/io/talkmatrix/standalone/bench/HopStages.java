package io.talkmatrix.standalone.bench;

import io.talkmatrix.stage.AudioChunk;
import io.talkmatrix.stage.Emotion;
import io.talkmatrix.stage.EngineInfo;
import io.talkmatrix.stage.Event;
import io.talkmatrix.stage.FrameGroup;
import io.talkmatrix.stage.ReplySegment;
import io.talkmatrix.stage.RoomSession;
import io.talkmatrix.stage.SpeechChunk;
import io.talkmatrix.stage.Stage;
import io.talkmatrix.stage.StageOutput;
import io.talkmatrix.stage.StageRoom;
import io.talkmatrix.stage.TimedPhoneme;
import io.talkmatrix.stage.TimedViseme;
import io.talkmatrix.stage.TurnEvent;
import io.talkmatrix.stage.TurnEvent.Milestone;
import io.talkmatrix.stage.TurnIds;
import io.talkmatrix.stage.UnitId;
import io.talkmatrix.stage.Utterance;
import io.talkmatrix.stage.Viseme;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Four stages that compute nothing and write records as large as the real ones do: what is left of a turn is the way
 * through Kafka and the runtime.
 */
final class HopStages {

    /** Chunks of 100 ms that make a question. */
    static final int CHUNKS = 5;

    private static final int SPEECH_CHUNKS = 6; // 0.4 s each, as Kokoro and Hibari write them
    private static final int PHONEMES = 40;
    private static final int FRAMES = 5;
    private static final byte[] PCM = noise(SpeechChunk.SAMPLE_RATE_HZ * 2 * 2 / 5);
    private static final List<byte[]> GROUP = IntStream.range(0, FRAMES)
            .mapToObj(i -> noise(i == 0 ? 12_000 : 2_000))
            .toList();

    private HopStages() {}

    /** What one event leads to. */
    private interface Work<I extends Event> {
        void handle(I event, StageOutput out) throws InterruptedException;
    }

    static Stage<AudioChunk> asr() {
        return new Script<>("asr", AudioChunk.class, (chunk, out) -> {
            if ((chunk.seq() + 1) % CHUNKS == 0) {
                UnitId id = new UnitId(
                        chunk.room(), TurnIds.of(chunk.captureMillis(), chunk.room(), "bench", chunk.seq()), 0, 0, 0);
                out.emit(new Utterance(
                        id,
                        "How much does the large blue bag cost?",
                        true,
                        "en",
                        Utterance.Source.SPEECH,
                        "",
                        chunk.captureMillis(),
                        chunk.captureMillis(),
                        -0.1f,
                        ""));
                out.report(event(id, "asr", Milestone.TRANSCRIBED));
            }
        });
    }

    static Stage<Utterance> reply() {
        return new Script<>("reply", Utterance.class, (utterance, out) -> {
            out.emit(new ReplySegment(
                    utterance.id(),
                    "The large blue bag is thirty nine dollars this week.",
                    "en",
                    Emotion.NEUTRAL,
                    0.5f,
                    ReplySegment.Source.ANSWER,
                    "bench",
                    true,
                    ""));
            out.report(event(utterance.id(), "reply", Milestone.FIRST_CLAUSE));
        });
    }

    static Stage<ReplySegment> tts() {
        return new Script<>("tts", ReplySegment.class, (segment, out) -> {
            for (int seq = 0; seq < SPEECH_CHUNKS; seq++) {
                boolean first = seq == 0;
                boolean last = seq == SPEECH_CHUNKS - 1;
                out.emit(new SpeechChunk(
                        segment.id().at(0, seq),
                        PCM,
                        (long) seq * PCM.length / 2,
                        first ? phonemes() : List.of(),
                        first ? visemes() : List.of(),
                        first ? segment.text() : "",
                        Emotion.NEUTRAL,
                        0.5f,
                        last,
                        last,
                        ""));
                if (first) {
                    out.report(event(segment.id(), "tts", Milestone.FIRST_AUDIO));
                }
            }
        });
    }

    static Stage<SpeechChunk> face() {
        return new Script<>("face", SpeechChunk.class, (chunk, out) -> {
            for (int half = 0; half < 2; half++) {
                UnitId id = chunk.id().withSeq(chunk.id().seq() * 2 + half);
                out.emit(new FrameGroup(
                        id,
                        chunk.ptsSamples() + (long) half * chunk.samples() / 2,
                        25,
                        FrameGroup.Codec.H264,
                        512,
                        512,
                        GROUP,
                        chunk.lastOfTurn() && half == 1,
                        ""));
                if (id.seq() == 0) {
                    out.report(event(id, "face", Milestone.FIRST_FRAME));
                }
            }
        });
    }

    private static TurnEvent event(UnitId id, String stage, Milestone milestone) {
        return new TurnEvent(
                id.room(),
                id.turn(),
                0,
                stage,
                milestone,
                0,
                0,
                "none",
                "none",
                "",
                "",
                Map.of(),
                System.currentTimeMillis());
    }

    private static List<TimedPhoneme> phonemes() {
        return IntStream.range(0, PHONEMES)
                .mapToObj(i -> new TimedPhoneme("a", i * 1_200L, (i + 1) * 1_200L))
                .toList();
    }

    private static List<TimedViseme> visemes() {
        return IntStream.range(0, PHONEMES)
                .mapToObj(i -> new TimedViseme(Viseme.AH, i * 1_200L, (i + 1) * 1_200L))
                .toList();
    }

    private static byte[] noise(int bytes) {
        byte[] noise = new byte[bytes];
        new Random(bytes).nextBytes(noise);
        return noise;
    }

    private record Script<I extends Event>(String name, Class<I> input, Work<I> work) implements Stage<I> {
        @Override
        public EngineInfo engine() {
            return new EngineInfo("none", "", "none", "");
        }

        @Override
        public RoomSession<I> open(StageRoom room) {
            return new RoomSession<>() {
                @Override
                public void handle(I event, StageOutput out) throws InterruptedException {
                    work.handle(event, out);
                }

                @Override
                public void close() {
                    // nothing is held
                }
            };
        }

        @Override
        public void close() {
            // nothing is held
        }
    }
}
