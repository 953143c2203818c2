package io.talkmatrix.standalone.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.talkmatrix.media.Pcm;
import io.talkmatrix.stage.Emotion;
import io.talkmatrix.stage.ReplySegment;
import io.talkmatrix.stage.SpeechChunk;
import io.talkmatrix.stage.UnitId;
import io.talkmatrix.standalone.replay.Comparison.Verdict;
import io.talkmatrix.standalone.replay.Comparison.Zero;
import io.talkmatrix.standalone.stack.Role;
import java.util.EnumSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ComparisonTest {

    private static final String TURN = "turn-1";
    private static final int CHUNK = 4_800;
    private static final Set<Role> VOICE = EnumSet.of(Role.TTS);

    @Test
    void theSameSoundIsTheSameHoweverItIsCutIntoChunks() {
        float[] sound = sound(5, 1);
        Comparison compared = compare(spoken(sound, CHUNK, true, 0), spoken(sound, CHUNK * 2, true, 3));
        assertThat(compared.sound().verdict()).isEqualTo(Verdict.SAME);
        assertThat(compared.sound().digestNow())
                .isEqualTo(compared.sound().digestThen())
                .isNotEmpty();
        assertThat(compared.same()).isTrue();
    }

    @Test
    void chunksThatComeTwiceCountOnce() {
        TurnTake twice = spoken(sound(5, 1), CHUNK, true, 0);
        twice.add(chunk(0, sound(5, 1), 0, CHUNK, false, 0));
        assertThat(compare(spoken(sound(5, 1), CHUNK, true, 0), twice).sound().verdict())
                .isEqualTo(Verdict.SAME);
    }

    @Test
    void aCutTurnIsTheSameAsFarAsItGoes() {
        float[] sound = sound(5, 1);
        TurnTake cut = new TurnTake(TURN);
        cut.add(chunk(0, sound, 0, CHUNK, false, 0));
        cut.add(chunk(1, sound, CHUNK, CHUNK, false, 0));
        Comparison compared = compare(cut, spoken(sound, CHUNK, true, 0));
        assertThat(compared.sound().verdict()).isEqualTo(Verdict.SAME_AS_FAR);
        assertThat(compared.same()).isTrue();
    }

    @Test
    void aWholeTurnThatIsShorterThanThenIsDifferent() {
        Comparison compared = compare(spoken(sound(5, 1), CHUNK, true, 0), spoken(sound(3, 1), CHUNK, true, 0));
        assertThat(compared.sound().verdict()).isEqualTo(Verdict.DIFFERENT);
        assertThat(compared.same()).isFalse();
    }

    @Test
    void soundThatDiffersIsAlikeByItsLoudness() {
        float[] sound = sound(5, 1);
        float[] quieter = sound(5, .5f);
        Comparison alike = compare(spoken(sound, CHUNK, true, 0), spoken(quieter, CHUNK, true, 0));
        assertThat(alike.sound().verdict()).isEqualTo(Verdict.DIFFERENT);
        assertThat(alike.sound().likeness()).isCloseTo(1, within(.01));
        float[] backwards = new float[sound.length];
        for (int i = 0; i < sound.length; i++) {
            backwards[i] = sound[sound.length - 1 - i];
        }
        assertThat(compare(spoken(sound, CHUNK, true, 0), spoken(backwards, CHUNK, true, 0))
                        .sound()
                        .likeness())
                .isLessThan(.5);
    }

    @Test
    void whatIsGoneOrMissingIsSaid() {
        TurnTake spoken = spoken(sound(2, 1), CHUNK, true, 0);
        TurnTake silent = new TurnTake(TURN);
        assertThat(compare(silent, spoken).sound().verdict()).isEqualTo(Verdict.NOT_ON_RECORD);
        assertThat(compare(spoken, silent).sound().verdict()).isEqualTo(Verdict.NOT_MADE);
        assertThat(compare(spoken, silent).same()).isFalse();
        assertThat(compare(spoken, spoken).pictures().verdict()).isEqualTo(Verdict.NOT_REPLAYED);
    }

    @Test
    void clausesThatDifferAreNamed() {
        TurnTake then = said("Two days.", "By mail.");
        TurnTake now = said("Two days.", "By post.", "Truly.");
        Comparison compared = Comparison.of("main", then, now, EnumSet.of(Role.REPLY), zero());
        assertThat(compared.words())
                .containsExactly(
                        new Comparison.Words(1, "By mail.", "By post."), new Comparison.Words(2, null, "Truly."));
        assertThat(compared.clauses()).isEqualTo(3);
    }

    private static Comparison compare(TurnTake then, TurnTake now) {
        return Comparison.of("main", then, now, VOICE, zero());
    }

    private static Zero zero() {
        return new Zero(OptionalLong.of(0), OptionalLong.of(0));
    }

    private static TurnTake said(String... clauses) {
        TurnTake take = new TurnTake(TURN);
        for (int i = 0; i < clauses.length; i++) {
            take.add(new ReplySegment(
                    new UnitId("main", TURN, 0, i, 0),
                    clauses[i],
                    "en",
                    Emotion.NEUTRAL,
                    0,
                    ReplySegment.Source.LLM,
                    "",
                    i == clauses.length - 1,
                    ""));
        }
        return take;
    }

    /** A tone whose loudness rises and falls, with more of it at the beginning. */
    private static float[] sound(int chunks, float gain) {
        float[] sound = new float[chunks * CHUNK];
        for (int i = 0; i < sound.length; i++) {
            double seconds = i / 24_000.0;
            sound[i] = (float) (gain * .4 * Math.exp(-seconds) * Math.sin(seconds * 9) * Math.sin(seconds * 1_500));
        }
        return sound;
    }

    private static TurnTake spoken(float[] sound, int size, boolean whole, int generation) {
        TurnTake take = new TurnTake(TURN);
        int seq = 0;
        for (int from = 0; from < sound.length; from += size) {
            int length = Math.min(size, sound.length - from);
            take.add(chunk(seq++, sound, from, length, whole && from + length == sound.length, generation));
        }
        return take;
    }

    private static SpeechChunk chunk(int seq, float[] sound, int from, int length, boolean last, int generation) {
        return new SpeechChunk(
                new UnitId("main", TURN, generation, 0, seq),
                Pcm.toBytes(sound, from, from + length),
                from,
                List.of(),
                List.of(),
                "",
                Emotion.NEUTRAL,
                0,
                last,
                last,
                "");
    }
}
