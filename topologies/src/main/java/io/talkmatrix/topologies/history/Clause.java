package io.talkmatrix.topologies.history;

/**
 * A reply segment as far as the history needs it.
 *
 * @param text its words, empty while they are not known
 * @param endSamples where its sound ends, at 24 kHz since the turn began, −1 while that is unknown
 */
record Clause(String text, long endSamples) {

    static final Clause UNKNOWN = new Clause("", -1);

    Clause withText(String words) {
        return text.isEmpty() ? new Clause(words, endSamples) : this;
    }

    Clause withEnd(long samples) {
        return endSamples < 0 ? new Clause(text, samples) : this;
    }
}
