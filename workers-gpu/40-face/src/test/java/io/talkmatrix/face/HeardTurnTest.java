package io.talkmatrix.face;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.talkmatrix.face.hearing.NetworkHearing;
import io.talkmatrix.stage.Emotion;
import io.talkmatrix.stage.SpeechChunk;
import io.talkmatrix.stage.TimedViseme;
import io.talkmatrix.stage.UnitId;
import io.talkmatrix.stage.Viseme;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A turn whose voice came without mouth shapes. */
class HeardTurnTest {

    private static final int RATE = SpeechChunk.SAMPLE_RATE_HZ;
    private static final Hearing HEARING = NetworkHearing.load();
    private final byte[] voice = voice();

    @Test
    void aVoiceWithoutShapesMovesTheMouth() {
        FaceTurn turn = turn();
        turn.take(chunk(0, 0, 0, voice, List.of(), true, true));
        List<Float> jaws = new ArrayList<>();
        for (FacePose pose : poses(turn)) {
            jaws.add(pose.get(Channel.JAW));
        }
        assertThat(jaws).anyMatch(jaw -> jaw > .03f).anyMatch(jaw -> jaw < .01f);
        assertThat(turn.heardMillis()).isCloseTo(1_600, within(1.0));
    }

    /** Lips round long before their sound: what comes a quarter of a second later still pulls at them by a few hundredths. */
    @Test
    void howTheVoiceIsCutChangesNoPose() {
        List<FacePose> whole = played(voice.length);
        for (int bytes : new int[] {960, 9_600, 28_802}) {
            List<FacePose> cut = played(bytes);
            assertThat(cut).hasSameSizeAs(whole);
            for (int k = 0; k < whole.size(); k++) {
                for (Channel channel : Channel.values()) {
                    assertThat(cut.get(k).get(channel))
                            .as("%s of frame %s in chunks of %s bytes", channel, k, bytes)
                            .isCloseTo(whole.get(k).get(channel), within(.03f));
                }
            }
        }
    }

    @Test
    void framesFollowTheSoundWithinSevenTenthsOfASecond() {
        FaceTurn turn = turn();
        int seq = 0;
        for (int at = 0; at + 4_800 <= voice.length; at += 4_800) {
            turn.take(chunk(0, seq++, at / 2, Arrays.copyOfRange(voice, at, at + 4_800), List.of(), false, false));
            while (turn.hasFrame()) {
                turn.add(new byte[0]);
            }
            double behind = (at + 4_800) / 2.0 / RATE - (double) turn.nextFrame() / FaceScript.FRAMES_PER_SECOND;
            assertThat(behind).isLessThan(.7);
        }
    }

    @Test
    void toldShapesAreNotHeard() {
        FaceTurn turn = turn();
        List<TimedViseme> told = Scripts.track(0, .8, Viseme.NEUTRAL, Viseme.NEUTRAL);
        turn.take(chunk(0, 0, 0, voice, told, true, true));
        assertThat(turn.heardMillis()).isZero();
        assertThat(poses(turn))
                .allSatisfy(pose -> assertThat(pose.get(Channel.JAW)).isZero());
    }

    @Test
    void aHeardSegmentAndAToldOneFollowEachOther() {
        FaceTurn turn = turn();
        int samples = voice.length / 2;
        turn.take(chunk(0, 0, 0, voice, List.of(), true, false));
        turn.take(chunk(1, 0, samples, voice, Scripts.track(samples, .4, Viseme.AH, Viseme.M), true, false));
        turn.take(chunk(2, 0, 2L * samples, voice, List.of(), true, true));
        VisemeTrack track = turn.script().visemes();
        assertThat(track.end()).isCloseTo(3.0 * samples / RATE, within(1e-6));
        for (int i = 1; i < track.size(); i++) {
            assertThat(track.start(i)).isCloseTo(track.end(i - 1), within(1e-6));
        }
        assertThat(turn.heardMillis()).isCloseTo(3_200, within(1.0));
    }

    @Test
    void aSegmentThatBreaksOffIsHeardUpToWhereItWasCut() {
        FaceTurn turn = turn();
        turn.take(chunk(0, 0, 0, voice, List.of(), false, false));
        turn.take(chunk(1, 0, voice.length / 2, new byte[0], List.of(), true, true));
        assertThat(turn.script().visemes().end()).isCloseTo(1.6, within(1e-6));
    }

    private List<FacePose> played(int bytesAChunk) {
        FaceTurn turn = turn();
        List<FacePose> poses = new ArrayList<>();
        int seq = 0;
        for (int at = 0; at < voice.length; at += bytesAChunk) {
            int to = Math.min(voice.length, at + bytesAChunk);
            boolean last = to == voice.length;
            turn.take(chunk(0, seq++, at / 2, Arrays.copyOfRange(voice, at, to), List.of(), last, false));
            poses.addAll(poses(turn));
        }
        return poses;
    }

    private static List<FacePose> poses(FaceTurn turn) {
        Choreography choreography = new Choreography(new WholeFace(), Liveliness.mouthOnly());
        List<FacePose> poses = new ArrayList<>();
        while (turn.hasFrame()) {
            FacePose pose = new FacePose();
            choreography.pose(turn.script(), turn.nextFrame(), pose);
            poses.add(pose);
            turn.add(new byte[0]);
        }
        return poses;
    }

    private static FaceTurn turn() {
        return new FaceTurn(new UnitId("r", "t", 0, 0, 0), 0, HEARING, List.of());
    }

    private static SpeechChunk chunk(
            int segment,
            int seq,
            long start,
            byte[] pcm,
            List<TimedViseme> visemes,
            boolean lastOfSegment,
            boolean lastOfTurn) {
        return new SpeechChunk(
                new UnitId("r", "t", 0, segment, seq),
                pcm,
                start,
                List.of(),
                visemes,
                "",
                Emotion.NEUTRAL,
                0,
                lastOfSegment,
                lastOfTurn,
                "");
    }

    private static byte[] voice() {
        try (InputStream in = HeardTurnTest.class.getResourceAsStream("hearing/voice.pcm")) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Can make every shape. */
    private static final class WholeFace implements Avatar {
        @Override
        public String name() {
            return "whole";
        }

        @Override
        public Picture rest() {
            return new Picture(1, 1, new int[1]);
        }

        @Override
        public List<String> warnings() {
            return List.of();
        }

        @Override
        public float reach(Viseme viseme) {
            return 1;
        }
    }
}
