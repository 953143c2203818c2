package io.talkmatrix.tts.kokoro;

import io.talkmatrix.inference.Inference;
import io.talkmatrix.inference.models.ModelStore;
import io.talkmatrix.tts.mandarin.MandarinFrontEnd;
import io.talkmatrix.tts.mandarin.ProductLexicon;

/** The real model, loaded once for all tests of this package. English words are spelled as one fixed phoneme word. */
final class KokoroModel {

    static final KokoroEngine ENGINE = load();

    private KokoroModel() {}

    private static KokoroEngine load() {
        ModelStore models = ModelStore.ofProcess();
        return KokoroEngine.load(
                models.folder(KokoroEngine.MODEL),
                models.folder(KokoroEngine.VOICES),
                new MandarinFrontEnd(KokoroModel::english, ProductLexicon.EMPTY),
                KokoroModel::english,
                new Inference(),
                2);
    }

    /** Stands for the English front end, which has tests of its own: each word is a phoneme word of its length. */
    private static String english(String text) {
        return text.replaceAll("[^A-Za-z ,.!?]", "")
                .replaceAll("[A-Za-z]+", "həlˈO wˈɜɹld")
                .strip();
    }
}
