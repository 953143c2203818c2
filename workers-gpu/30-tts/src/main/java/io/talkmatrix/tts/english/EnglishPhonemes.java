package io.talkmatrix.tts.english;

import io.talkmatrix.tts.EnglishFrontEnd;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * English text to the phonemes of the Kokoro and Hibari voices (American, misaki's alphabet): normalise, tokenise, tag,
 * then read word by word from right to left. Loaded once, immutable, safe for use from any thread.
 */
public final class EnglishPhonemes implements EnglishFrontEnd {

    private final Normaliser normaliser;
    private final Tokeniser tokeniser;
    private final Tagger tagger;
    private final SentenceReader reader;

    private EnglishPhonemes(Normaliser normaliser, Tokeniser tokeniser, Tagger tagger, SentenceReader reader) {
        this.normaliser = normaliser;
        this.tokeniser = tokeniser;
        this.tagger = tagger;
        this.reader = reader;
    }

    /**
     * Reads dictionaries, tagger and tables, which takes most of a second: load once, share.
     *
     * @param folder of the {@code hibari} model
     * @param speller for words in no dictionary; stays the caller's
     * @throws java.io.UncheckedIOException naming the file that can't be read
     */
    public static EnglishPhonemes load(Path folder, OovSpeller speller) {
        EnglishFiles files = new EnglishFiles(folder);
        Lexicon lexicon = new Lexicon(files.dictionary("gold"), files.dictionary("silver"));
        return new EnglishPhonemes(
                new Normaliser(files.normaliserTables()),
                new Tokeniser(files.tokeniserExceptions()),
                new Tagger(files.tagger()),
                new SentenceReader(new WordReader(lexicon), speller));
    }

    @Override
    public String phonemes(String englishText) {
        return reader.read(tokens(normalised(englishText)));
    }

    String normalised(String text) {
        return normaliser.normalise(text);
    }

    List<Token> tokens(String normalised) {
        List<Tokeniser.Part> parts = tokeniser.split(normalised);
        List<String> tags = tagger.tag(parts.stream().map(Tokeniser.Part::text).toList());
        List<Token> tokens = new ArrayList<>(parts.size());
        for (int i = 0; i < parts.size(); i++) {
            tokens.add(new Token(parts.get(i).text(), tags.get(i), parts.get(i).spaceAfter()));
        }
        return tokens;
    }
}
