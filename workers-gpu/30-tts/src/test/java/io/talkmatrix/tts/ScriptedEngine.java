package io.talkmatrix.tts;

import io.talkmatrix.stage.Cancellation;
import io.talkmatrix.stage.EngineInfo;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** An engine without a model: each letter is 50 ms of a tone, pitched by the letter and the seed. */
final class ScriptedEngine implements TtsEngine {

    static final int LETTER = Speech.SAMPLE_RATE_HZ / 20;

    final List<Clause> said = new CopyOnWriteArrayList<>();
    final AtomicInteger piecesMade = new AtomicInteger();
    int lettersOfAPiece = Integer.MAX_VALUE / LETTER;
    boolean closed;
    private final String name;
    private final List<Voice> voices;

    /** @param voices each {@code id/language} */
    ScriptedEngine(String name, String... voices) {
        this.name = name;
        this.voices = Arrays.stream(voices)
                .map(voice -> new Voice(voice.split("/")[0], voice.split("/")[1]))
                .toList();
    }

    @Override
    public EngineInfo info() {
        return new EngineInfo(name, name + "-model", "cpu", "f32");
    }

    @Override
    public Set<String> languages() {
        return Set.copyOf(voices.stream().map(Voice::language).toList());
    }

    @Override
    public List<Voice> voices() {
        return voices;
    }

    @Override
    public SpeechStream speak(Clause clause, Cancellation cancel) {
        cancel.check();
        if (voices.stream()
                .noneMatch(voice -> voice.language().equals(clause.language())
                        && (clause.voice().isEmpty() || clause.voice().equals(voice.id())))) {
            throw new IllegalArgumentException(
                    name + " has no voice '" + clause.voice() + "' for " + clause.language());
        }
        if (clause.text().contains("boom")) {
            throw new IllegalStateException("broken on: " + clause.text());
        }
        said.add(clause);
        String letters = clause.text()
                .codePoints()
                .filter(Character::isLetter)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
        float[] samples = new float[letters.length() * LETTER];
        List<PhonemeSpan> spans = new ArrayList<>();
        for (int i = 0; i < letters.length(); i++) {
            for (int s = 0; s < LETTER; s++) {
                samples[i * LETTER + s] =
                        0.12f * (float) Math.cos(s * (0.05 + letters.charAt(i) % 7 * 0.01) + clause.seed());
            }
            spans.add(new PhonemeSpan(i % 2 == 0 ? "m" : "a", i * LETTER, (i + 1) * LETTER));
        }
        return samples.length == 0 ? SpeechStream.EMPTY : new Pieces(new Speech(samples, spans));
    }

    private final class Pieces implements SpeechStream {

        private final Speech speech;
        private int at;

        Pieces(Speech speech) {
            this.speech = speech;
        }

        @Override
        public int samples() {
            return speech.samples().length;
        }

        @Override
        public List<PhonemeSpan> phonemes() {
            return speech.phonemes();
        }

        @Override
        public float[] next() {
            piecesMade.incrementAndGet();
            int end = Math.min(samples(), at + lettersOfAPiece * LETTER);
            float[] piece = Arrays.copyOfRange(speech.samples(), at, end);
            at = end;
            return piece;
        }
    }

    @Override
    public void close() {
        closed = true;
    }
}
