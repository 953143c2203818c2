package io.talkmatrix.tts.kokoro;

import io.talkmatrix.inference.Inference;
import io.talkmatrix.inference.models.ModelStore;
import io.talkmatrix.tts.mandarin.MandarinFrontEnd;
import io.talkmatrix.tts.mandarin.ProductLexicon;

/** The real model, loaded once for all tests of this package. English words are spelled as one fixed phoneme word. */
final class KokoroModel {

    private static final MandarinFrontEnd MANDARIN = new MandarinFrontEnd(KokoroModel::english, ProductLexicon.EMPTY);

    static final KokoroEngine ENGINE = load(true);

    private KokoroModel() {}

    /** A further engine, the caller's to close. */
    static KokoroEngine load(boolean streaming) {
        ModelStore models = ModelStore.ofProcess();
        return KokoroEngine.load(
                models.folder(KokoroEngine.MODEL),
                models.folder(KokoroEngine.VOICES),
                MANDARIN,
                KokoroModel::english,
                new Inference(),
                2,
                streaming);
    }

    /** The network alone, the caller's to close. */
    static KokoroNetwork network() {
        return new KokoroNetwork(ModelStore.ofProcess().folder(KokoroEngine.MODEL), new Inference(), 2);
    }

    static String mandarin(String text) {
        return MANDARIN.phonemes(text);
    }

    /** Stands for the English front end, which has tests of its own: each word is a phoneme word of its length. */
    private static String english(String text) {
        return text.replaceAll("[^A-Za-z ,.!?]", "")
                .replaceAll("[A-Za-z]+", "həlˈO wˈɜɹld")
                .strip();
    }
}
