package io.talkmatrix.media;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** Writes subtitles in WebVTT (W3C). */
public final class WebVtt {

    /**
     * One subtitle.
     *
     * @param startSeconds since the video began
     * @param endSeconds since the video began
     * @param text one or two lines
     */
    public record Cue(double startSeconds, double endSeconds, String text) {}

    private WebVtt() {}

    public static void write(Path file, List<Cue> cues) {
        StringBuilder vtt = new StringBuilder("WEBVTT\n");
        cues.forEach(cue -> vtt.append(text(cue)));
        try {
            Files.writeString(file, vtt);
        } catch (IOException e) {
            throw new MediaException("cannot write " + file + ": " + e.getMessage(), e);
        }
    }

    /** One cue with the empty line before it, as it is appended to a file. */
    public static String text(Cue cue) {
        return '\n' + time(cue.startSeconds()) + " --> " + time(cue.endSeconds()) + '\n' + escape(cue.text()) + '\n';
    }

    private static String time(double seconds) {
        long millis = Math.round(seconds * 1000);
        return String.format(
                Locale.ROOT,
                "%02d:%02d:%02d.%03d",
                millis / 3_600_000,
                millis / 60_000 % 60,
                millis / 1000 % 60,
                millis % 1000);
    }

    private static String escape(String text) {
        return text.strip()
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replaceAll("\\R+", " ");
    }
}
