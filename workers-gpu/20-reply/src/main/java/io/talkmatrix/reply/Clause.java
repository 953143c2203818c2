package io.talkmatrix.reply;

import io.talkmatrix.stage.EngineInfo;

/**
 * A piece of an answer that can be spoken on its own.
 *
 * @param text empty only for a closing one
 * @param last true if nothing follows
 * @param engine what wrote it
 * @param style source, language and so on; its text is that of the whole answer
 */
record Clause(String text, boolean last, EngineInfo engine, Plan.Say style) {}
