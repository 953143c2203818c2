package io.talkmatrix.standalone.bundle;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.List;

/**
 * What a bundle says of itself.
 *
 * @param format version of the form, {@value #FORMAT}
 * @param room room id
 * @param turn turn id
 * @param createdMillis when it was written, ms since the epoch
 * @param records how many there are
 * @param sha256 of the entry {@value Bundles#RECORDS} and all schemas behind it, hexadecimal
 * @param schemas how many there are, {@code schemas/0.avsc} and on
 * @param topics records of each topic, for people
 */
@JsonIgnoreProperties(ignoreUnknown = true)
record Manifest(
        int format,
        String room,
        String turn,
        long createdMillis,
        long records,
        String sha256,
        int schemas,
        List<String> topics) {

    static final int FORMAT = 1;
}
