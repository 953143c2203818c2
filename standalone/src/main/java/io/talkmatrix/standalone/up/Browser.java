package io.talkmatrix.standalone.up;

import io.talkmatrix.standalone.cli.Progress;
import java.io.IOException;
import java.util.List;
import java.util.Locale;

/** Opens a page in the user's browser. The JVM itself runs without a desktop. */
final class Browser {

    private Browser() {}

    static void open(String url, Progress progress) {
        String system = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
        List<String> command = system.contains("mac") ? List.of("open", url) : List.of("xdg-open", url);
        try {
            new ProcessBuilder(command)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (IOException e) {
            progress.line("No browser could be opened (" + e.getMessage() + "): open " + url + " yourself.");
        }
    }
}
