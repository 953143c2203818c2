package io.talkmatrix.standalone.stack;

import java.util.Optional;

/**
 * How the four stages are set up in this process.
 *
 * @param profile {@code default} or {@code edge}
 * @param llmUrl OpenAI-compatible server to answer with, instead of the model in process
 * @param llmModel model to ask that server for
 */
public record StageChoice(String profile, Optional<String> llmUrl, Optional<String> llmModel) {}
