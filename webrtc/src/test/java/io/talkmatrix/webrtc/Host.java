package io.talkmatrix.webrtc;

import io.talkmatrix.media.H264Encoder;
import io.talkmatrix.schemas.Topics;
import io.talkmatrix.stage.Control;
import io.talkmatrix.stage.Control.Kind;
import io.talkmatrix.stage.Emotion;
import io.talkmatrix.stage.FrameGroup;
import io.talkmatrix.stage.SpeechChunk;
import io.talkmatrix.stage.UnitId;
import io.talkmatrix.testkit.KafkaFixture;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A host whose voice is a tone and whose face is a colour, as records of the topics. */
final class Host {

    private static final int GROUP = SpeechChunk.SAMPLE_RATE_HZ / 5;
    private static final int FRAMES = 5;
    private static final int SIDE = 128;

    private final KafkaFixture kafka;
    private final String room;

    Host(KafkaFixture kafka, String room) {
        this.kafka = kafka;
        this.room = room;
    }

    /** Starts a turn and says all of it. */
    void say(String turn, int generation, int seconds, double hz, int rgb) {
        kafka.send(Topics.TURN_CONTROL, new Control(room, generation, turn, Kind.START, "test", 0, 0));
        UnitId id = new UnitId(room, turn, generation, 0, 0);
        byte[] voice = Tone.pcm(hz, SpeechChunk.SAMPLE_RATE_HZ, GROUP * 5 * seconds, 10_000, 1);
        int[] picture = new int[SIDE * SIDE];
        Arrays.fill(picture, 0xff000000 | rgb);
        try (H264Encoder encoder = new H264Encoder(SIDE, SIDE, 25, 500_000)) {
            int groups = 5 * seconds;
            for (int i = 0; i < groups; i++) {
                boolean last = i == groups - 1;
                List<byte[]> units = new ArrayList<>();
                for (int k = 0; k < FRAMES; k++) {
                    units.add(encoder.encode(picture, k == 0));
                }
                kafka.send(
                        Topics.VIDEO_FRAMES,
                        new FrameGroup(
                                id.withSeq(i),
                                (long) i * GROUP,
                                25,
                                FrameGroup.Codec.H264,
                                SIDE,
                                SIDE,
                                units,
                                last,
                                ""));
                kafka.send(
                        Topics.AUDIO_TTS,
                        new SpeechChunk(
                                id.withSeq(i),
                                Arrays.copyOfRange(voice, 2 * i * GROUP, 2 * (i + 1) * GROUP),
                                (long) i * GROUP,
                                List.of(),
                                List.of(),
                                i == 0 ? "hello" : "",
                                Emotion.NEUTRAL,
                                0,
                                last,
                                last,
                                ""));
            }
        }
    }

    /** The turn is over at once. */
    void cut(String turn, int generation) {
        kafka.send(Topics.TURN_CONTROL, new Control(room, turn, generation, "", Kind.CUT, "test", 0, 0));
    }
}
