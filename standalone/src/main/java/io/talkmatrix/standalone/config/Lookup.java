package io.talkmatrix.standalone.config;

import java.util.Optional;
import java.util.Set;

/** Where the values of settings come from. */
public interface Lookup {

    /**
     * A value and where it comes from.
     *
     * @param value as it was written
     * @param origin for people, for example {@code environment variable TALKMATRIX_TTS_THREADS}
     */
    record Found(String value, String origin) {}

    /** The value that counts for a key such as {@code talkmatrix.tts.threads}. */
    Optional<Found> find(String key);

    /** What stands between prefix and suffix in the keys that have both: the keys of a map. */
    Set<String> between(String prefix, String suffix);
}
