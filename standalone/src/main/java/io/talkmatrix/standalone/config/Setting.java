package io.talkmatrix.standalone.config;

import java.util.Optional;

/**
 * A setting as it counts.
 *
 * @param key for example {@code talkmatrix.tts.threads}
 * @param value as it would be written
 * @param origin where it was set, empty for the default
 */
public record Setting(String key, String value, Optional<String> origin) {

    /** The value for anybody's eyes: without the user and password of an address. */
    public String shown() {
        return value.replaceFirst("^([a-zA-Z][a-zA-Z0-9+.-]*://)[^/@]*@", "$1…@");
    }
}
