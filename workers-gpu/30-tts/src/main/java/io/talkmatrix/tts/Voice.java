package io.talkmatrix.tts;

/**
 * A voice an engine can speak with.
 *
 * @param id the engine's name of it, for example {@code zf_xiaoxiao}; unique within the engine
 * @param language BCP 47 primary tag of the language it speaks
 */
public record Voice(String id, String language) {}
