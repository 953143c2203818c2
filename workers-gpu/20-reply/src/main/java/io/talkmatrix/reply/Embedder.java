package io.talkmatrix.reply;

/** Turns a sentence into a vector of meaning. Safe for use from any thread; loaded once, resident. */
public interface Embedder extends AutoCloseable {

    /** Model id of the catalogue. */
    String model();

    /**
     * A vector of length 1 in the Euclidean norm; every call gives the same number of dimensions.
     *
     * @throws EmbeddingException the model failed
     */
    float[] embed(String text);

    @Override
    void close();
}
