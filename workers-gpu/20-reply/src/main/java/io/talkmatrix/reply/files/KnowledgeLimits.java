package io.talkmatrix.reply.files;

/**
 * How much knowledge a room may have.
 *
 * @param maxFileBytes size of one file
 * @param maxRows rows of one room, all files together
 * @param maxQuestionChars length of one way to ask
 * @param maxVariants ways to ask one thing
 * @param maxAnswerChars length of one answer: about two minutes of speech are enough
 */
public record KnowledgeLimits(
        int maxFileBytes, int maxRows, int maxQuestionChars, int maxVariants, int maxAnswerChars) {

    public static KnowledgeLimits defaults() {
        return new KnowledgeLimits(4 << 20, 5_000, 300, 50, 2_000);
    }
}
