package io.talkmatrix.tts;

import io.talkmatrix.stage.Cancellation;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One phrase in each voice that rooms use, made by the voice's own engine while it works, for the time when it does not:
 * an apology instead of silence. Kept in memory and, with a folder, over restarts. Safe for use from any thread.
 */
public final class VoicePack {

    /** A phrase ready to be heard. */
    public record Phrase(String text, String language, Speech speech) {}

    private static final System.Logger LOG = System.getLogger(VoicePack.class.getName());
    private static final Map<String, String> TEXTS = Map.of(
            "zh", "不好意思，我的声音出了点问题，马上就好。",
            "en", "Sorry, I have lost my voice for a moment. I will be right back.");
    private static final String ENDING = ".phrase";
    private static final int VERSION = 1;
    private static final int MOST = 256;
    private static final int MOST_SAMPLES = 60 * Speech.SAMPLE_RATE_HZ;
    private static final int MOST_SPANS = 10_000;

    private record Key(String engine, String voice, String language) {

        /** No part can hold what ends a path: they come from settings. */
        String file() {
            return (engine + "_" + (voice.isEmpty() ? "default" : voice) + "_" + language)
                            .replaceAll("[^A-Za-z0-9._-]", "-")
                    + ENDING;
        }
    }

    private final Optional<Path> folder;
    private final Map<Key, Phrase> phrases = new LinkedHashMap<>() { // guarded by this
                private static final long serialVersionUID = 1;

                @Override
                protected boolean removeEldestEntry(Map.Entry<Key, Phrase> eldest) {
                    return size() > MOST;
                }
            };

    /** @param folder where phrases outlive the process; made when it is needed */
    public VoicePack(Optional<Path> folder) {
        this.folder = folder;
    }

    /**
     * Makes the phrase in a voice, unless it is there.
     *
     * @throws RuntimeException the engine failed
     */
    void prepare(EngineSet.Choice choice, float speed) {
        String text = TEXTS.get(choice.language());
        Key key = key(choice);
        if (text == null || find(key, text).isPresent()) {
            return;
        }
        Clause clause = Clause.of(text, choice.language()).withVoice(choice.voice());
        Clause paced = new Clause(
                clause.text(), clause.language(), clause.voice(), speed, clause.emotion(), clause.intensity(), 0L);
        Speech speech = choice.engine().synthesize(paced, Cancellation.none());
        Phrase phrase = new Phrase(text, choice.language(), speech);
        synchronized (this) {
            phrases.put(key, phrase);
        }
        folder.ifPresent(into -> keep(into, key, phrase));
    }

    /** The phrase in the voice chosen, else in any voice that speaks the language. */
    Optional<Phrase> of(EngineSet.Choice choice) {
        String text = TEXTS.get(choice.language());
        if (text == null) {
            return Optional.empty();
        }
        Optional<Phrase> own = find(key(choice), text);
        return own.isPresent() ? own : any(choice.language());
    }

    private static Key key(EngineSet.Choice choice) {
        return new Key(choice.engine().info().engine(), choice.voice(), choice.language());
    }

    private synchronized Optional<Phrase> any(String language) {
        return phrases.entrySet().stream()
                .filter(entry -> entry.getKey().language().equals(language))
                .map(Map.Entry::getValue)
                .findFirst();
    }

    private synchronized Optional<Phrase> find(Key key, String text) {
        Phrase known = phrases.get(key);
        if (known == null && folder.isPresent()) {
            known = read(folder.get().resolve(key.file()), text, key.language()).orElse(null);
            if (known != null) {
                phrases.put(key, known);
            }
        }
        return Optional.ofNullable(known);
    }

    private static void keep(Path folder, Key key, Phrase phrase) {
        try {
            Files.createDirectories(folder);
            Path part = Files.createTempFile(folder, "phrase", ".part");
            try (DataOutputStream out = new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(part)))) {
                out.writeInt(VERSION);
                out.writeUTF(phrase.text());
                out.writeInt(phrase.speech().phonemes().size());
                for (PhonemeSpan span : phrase.speech().phonemes()) {
                    out.writeUTF(span.symbol());
                    out.writeInt(span.startSample());
                    out.writeInt(span.endSample());
                }
                out.writeInt(phrase.speech().samples().length);
                for (float sample : phrase.speech().samples()) {
                    out.writeShort(Math.round(sample * Short.MAX_VALUE));
                }
            }
            Files.move(part, folder.resolve(key.file()), StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            LOG.log(Level.WARNING, "a phrase of the voice pack is not kept over restarts: {0}", e.getMessage());
        }
    }

    /** Empty if it is not there, or says something else than it would today. */
    private static Optional<Phrase> read(Path file, String text, String language) {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try (DataInputStream in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
            if (in.readInt() != VERSION || !in.readUTF().equals(text)) {
                return Optional.empty();
            }
            List<PhonemeSpan> spans = new ArrayList<>();
            for (int left = within(in.readInt(), MOST_SPANS); left > 0; left--) {
                spans.add(new PhonemeSpan(in.readUTF(), in.readInt(), in.readInt()));
            }
            float[] samples = new float[within(in.readInt(), MOST_SAMPLES)];
            for (int i = 0; i < samples.length; i++) {
                samples[i] = in.readShort() / (float) Short.MAX_VALUE;
            }
            return Optional.of(new Phrase(text, language, new Speech(samples, spans)));
        } catch (IOException | IllegalArgumentException e) {
            LOG.log(Level.WARNING, "{0} is no phrase of a voice pack and is made again: {1}", file, e.getMessage());
            return Optional.empty();
        }
    }

    private static int within(int count, int most) throws IOException {
        if (count < 0 || count > most) {
            throw new IOException("a count of " + count);
        }
        return count;
    }
}
