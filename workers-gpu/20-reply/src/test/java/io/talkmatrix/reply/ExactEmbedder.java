package io.talkmatrix.reply;

import java.util.ArrayList;
import java.util.List;

/** Equal sentences are equal, all others unrelated. */
final class ExactEmbedder implements Embedder {

    private final List<String> seen = new ArrayList<>();
    private int asked;

    @Override
    public String model() {
        return "exact";
    }

    @Override
    public synchronized float[] embed(String text) {
        asked++;
        if (!seen.contains(text)) {
            seen.add(text);
        }
        float[] vector = new float[256];
        vector[seen.indexOf(text)] = 1;
        return vector;
    }

    synchronized int asked() {
        return asked;
    }

    @Override
    public void close() {
        // nothing to release
    }
}
