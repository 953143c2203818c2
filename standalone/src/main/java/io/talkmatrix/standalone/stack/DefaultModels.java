package io.talkmatrix.standalone.stack;

import java.util.List;
import java.util.stream.Stream;

/** Which models a profile needs. */
public final class DefaultModels {

    private static final List<String> ALWAYS =
            List.of("silero-vad", "hibari", "blazeface", "facemesh", "bge-small-zh", "minilm-l6");

    private DefaultModels() {}

    /** @param profile {@code default} or {@code edge} */
    public static List<String> of(String profile) {
        List<String> more = profile.equals("edge")
                ? List.of("whisper-tiny.en")
                : List.of("whisper-base", "kokoro-82m", "kokoro-voices", "smollm2-135m");
        return Stream.concat(ALWAYS.stream(), more.stream()).toList();
    }
}
