package io.talkmatrix.standalone.hearing;

import static org.assertj.core.api.Assertions.assertThat;

import io.talkmatrix.face.hearing.NetworkHearing;
import io.talkmatrix.inference.Inference;
import io.talkmatrix.inference.models.ModelStore;
import io.talkmatrix.stage.Cancellation;
import io.talkmatrix.stage.TimedViseme;
import io.talkmatrix.tts.Clause;
import io.talkmatrix.tts.Speech;
import io.talkmatrix.tts.VisemeMapper;
import io.talkmatrix.tts.english.EnglishPhonemes;
import io.talkmatrix.tts.english.OovNet;
import io.talkmatrix.tts.hibari.HibariEngine;
import io.talkmatrix.tts.kokoro.KokoroEngine;
import io.talkmatrix.tts.mandarin.MandarinFrontEnd;
import io.talkmatrix.tts.mandarin.ProductLexicon;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Mouth shapes heard in fresh speech, against those the voice was made with. None of the voices is among those the network
 * learned from ({@code training/corpus.py}).
 */
class HeardSpeechTest {

    private static final List<String> MANDARIN =
            List.of("妈妈买了苹果和葡萄，爸爸不怕麻烦。", "这部电影的故事非常有趣，我们明天一起去看吧！", "风吹过湖面，鱼儿都游到水里去了。");
    private static final List<String> ENGLISH = List.of(
            "Bob may pay for my old boat before we move.",
            "Who would choose a blue umbrella over a warm woollen coat?",
            "Five people have already bought the favourite map of the valley.");

    private static OovNet speller;
    private static KokoroEngine kokoro;

    @BeforeAll
    static void load() {
        ModelStore models = ModelStore.ofProcess();
        Inference inference = new Inference();
        Path words = models.folder(HibariEngine.MODEL);
        speller = OovNet.load(words, inference);
        EnglishPhonemes english = EnglishPhonemes.load(words, speller);
        kokoro = KokoroEngine.load(
                models.folder(KokoroEngine.MODEL),
                models.folder(KokoroEngine.VOICES),
                new MandarinFrontEnd(english, ProductLexicon.EMPTY),
                english,
                inference,
                2,
                false);
    }

    @AfterAll
    static void close() {
        kokoro.close();
        speller.close();
    }

    @Test
    void mandarinOfAVoiceNeverHeardIsRight() {
        MouthScore score = new MouthScore();
        for (String text : MANDARIN) {
            score(score, say(text, "zh", "zf_xiaobei"), 0);
            score(score, say(text, "zh", "zm_yunyang"), 0);
        }
        right("Mandarin", score, .8);
    }

    @Test
    void englishOfAVoiceNeverHeardIsRight() {
        MouthScore score = new MouthScore();
        for (String text : ENGLISH) {
            score(score, say(text, "en", "af_bella"), 0);
            score(score, say(text, "en", "am_michael"), 0);
        }
        right("English", score, .7);
    }

    @Test
    void neitherNoiseNorGainMakesItDeaf() {
        Speech speech = say(MANDARIN.get(0), "zh", "zf_xiaobei");
        MouthScore noisy = new MouthScore();
        score(noisy, speech, 20);
        System.out.println("20 dB above noise: " + noisy);
        assertThat(noisy.correlation()).as(noisy.toString()).isGreaterThan(.65);
        float[] quiet = speech.samples().clone();
        for (int i = 0; i < quiet.length; i++) {
            quiet[i] *= .1f;
        }
        MouthScore far = new MouthScore();
        score(far, new Speech(quiet, speech.phonemes()), 0);
        System.out.println("20 dB quieter: " + far);
        assertThat(far.correlation()).as(far.toString()).isGreaterThan(.65);
    }

    /** What these weights do with a margin, see docs/hearing.md. */
    private static void right(String language, MouthScore score, double round) {
        System.out.println(language + ": " + score);
        assertThat(score.correlation()).as(score.toString()).isGreaterThan(.7);
        assertThat(score.lagMillis()).as(score.toString()).isBetween(-40.0, 40.0);
        assertThat(score.closedAtBilabials()).as(score.toString()).isGreaterThan(.9);
        assertThat(score.closedAtOpenVowels()).as(score.toString()).isLessThan(.15);
        assertThat(score.roundAtRounded()).as(score.toString()).isGreaterThan(round);
        assertThat(score.roundAtSpread()).as(score.toString()).isLessThan(.35);
    }

    private static Speech say(String text, String language, String voice) {
        return kokoro.synthesize(Clause.of(text, language).withVoice(voice), Cancellation.none());
    }

    /** @param snrDb of white noise that is added; 0 adds none */
    private static void score(MouthScore score, Speech speech, double snrDb) {
        List<TimedViseme> said = VisemeMapper.visemes(speech.phonemes(), 0);
        byte[] pcm = pcm(speech.samples(), snrDb);
        score.add(said, MouthScore.heard(NetworkHearing.load(), pcm), speech.samples().length);
    }

    private static byte[] pcm(float[] samples, double snrDb) {
        double power = 0;
        for (float sample : samples) {
            power += sample * sample / samples.length;
        }
        double noise = snrDb == 0 ? 0 : Math.sqrt(power) / Math.pow(10, snrDb / 20);
        SplittableRandom random = new SplittableRandom(3);
        byte[] pcm = new byte[2 * samples.length];
        for (int i = 0; i < samples.length; i++) {
            double value = samples[i] + noise * random.nextGaussian();
            int sample = (int) Math.round(Math.max(-1, Math.min(1, value)) * 32767);
            pcm[2 * i] = (byte) sample;
            pcm[2 * i + 1] = (byte) (sample >> 8);
        }
        return pcm;
    }
}
