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
        for (Cue cue : cues) {
            vtt.append('\n')
                    .append(time(cue.startSeconds()))
                    .append(" --> ")
                    .append(time(cue.endSeconds()))
                    .append('\n')
                    .append(escape(cue.text()))
                    .append('\n');
        }
        try {
            Files.writeString(file, vtt);
        } catch (IOException e) {
            throw new MediaException("cannot write " + file + ": " + e.getMessage(), e);
        }
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
