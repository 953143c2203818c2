package io.talkmatrix.asr;

import io.talkmatrix.stage.Cancellation;
import io.talkmatrix.stage.EngineInfo;
import java.util.ArrayList;
import java.util.List;

/** Hears one word for every started second, for tests of what surrounds an engine. */
final class ScriptedEngine implements AsrEngine {

    final List<Integer> calls = new ArrayList<>();
    final List<List<String>> expected = new ArrayList<>();

    @Override
    public EngineInfo info() {
        return new EngineInfo("scripted", "", "cpu", "");
    }

    @Override
    public int maxSamples() {
        return 480_000;
    }

    @Override
    public Transcript transcribe(float[] samples, List<String> languages, Cancellation cancellation) {
        calls.add(samples.length);
        expected.add(languages);
        int words = (samples.length + 15_999) / 16_000;
        return new Transcript("word ".repeat(words).strip(), "en", 1, 0, -0.1f);
    }

    @Override
    public void close() {
        // nothing to release
    }
}
