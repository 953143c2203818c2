package io.talkmatrix.tts.kokoro;

import io.talkmatrix.stage.Cancellation;
import io.talkmatrix.tts.PhonemeVocabulary;
import io.talkmatrix.tts.Voice;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntConsumer;
import java.util.function.UnaryOperator;

/**
 * Lets a voice say some thirty sentences of its language at five speeds, whole and untrimmed, and fits its statistics to
 * what the generator's norms measured. Takes 40 s of one quiet core.
 */
final class VoiceCalibration {

    private static final float[] SPEEDS = {1, 0.8f, 1.25f, 0.9f, 1.1f};

    private final KokoroNetwork network;
    private final KokoroVoices voices;
    private final Function<String, List<String>> sentencesOf;

    VoiceCalibration(KokoroNetwork network, KokoroVoices voices) {
        this(network, voices, VoiceCalibration::sentences);
    }

    /** @param sentencesOf what is said in a language */
    VoiceCalibration(KokoroNetwork network, KokoroVoices voices, Function<String, List<String>> sentencesOf) {
        this.network = network;
        this.voices = voices;
        this.sentencesOf = sentencesOf;
    }

    /**
     * @param phonemes the front end of the voice's language
     * @param cancel checked between sentences
     * @param progress told how many percent are done
     */
    VoiceStatistics run(Voice voice, UnaryOperator<String> phonemes, Cancellation cancel, IntConsumer progress) {
        List<String> sentences = sentencesOf.apply(voice.language());
        StatisticsFit fit = new StatisticsFit();
        for (int i = 0; i < sentences.size(); i++) {
            cancel.check();
            String spoken = PhonemeVocabulary.known(phonemes.apply(sentences.get(i)));
            float[] style = voices.style(voice, spoken.length());
            Prosody prosody = network.encode(PhonemeVocabulary.paddedIds(spoken), style, SPEEDS[i % SPEEDS.length]);
            Outline outline = Outline.of(prosody);
            float[] weights = UnitWeights.equal(prosody.units());
            KokoroNetwork.Measured measured =
                    network.measure(network.decode(prosody, weights, style), weights, style, true);
            fit.add(outline, measured.statistics(), level(measured.audio(), outline));
            progress.accept(100 * (i + 1) / sentences.size());
        }
        return fit.solve();
    }

    /** RMS over the audible part. */
    static double level(float[] audio, Outline outline) {
        double energy = 0;
        for (int i = outline.audibleFrom(); i < outline.audibleTo(); i++) {
            energy += audio[i] * (double) audio[i];
        }
        return Math.sqrt(energy / Math.max(1, outline.audibleTo() - outline.audibleFrom()));
    }

    static List<String> sentences(String language) {
        String name = "calibration-" + language + ".txt";
        try (InputStream in = VoiceCalibration.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the resource " + name, e);
        }
    }
}
