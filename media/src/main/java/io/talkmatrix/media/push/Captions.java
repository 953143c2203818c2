package io.talkmatrix.media.push;

import io.talkmatrix.media.WebVtt.Cue;
import java.util.ArrayList;
import java.util.List;

/** The words that are heard, as subtitles of any stretch of the stream. For one thread. */
final class Captions {

    private static final int MOST = 256;

    private record Line(long from, long until, String text) {}

    private final List<Line> lines = new ArrayList<>();
    private long openFrom;
    private String open = "";

    void add(Packet.Words words) {
        if (!open.isBlank() && words.millis() > openFrom) {
            lines.add(new Line(openFrom, words.millis(), open));
        }
        if (lines.size() > MOST) {
            lines.remove(0);
        }
        open = words.text();
        openFrom = words.millis();
    }

    /**
     * The subtitles of a stretch; what ended before it is forgotten.
     *
     * @param zeroMillis of the stream that is 0 in the cues
     */
    List<Cue> between(long from, long until, long zeroMillis) {
        lines.removeIf(line -> line.until() <= from);
        List<Cue> cues = new ArrayList<>();
        for (Line line : lines) {
            cue(line, from, until, zeroMillis, cues);
        }
        if (!open.isBlank()) {
            cue(new Line(openFrom, Long.MAX_VALUE, open), from, until, zeroMillis, cues);
        }
        return cues;
    }

    private static void cue(Line line, long from, long until, long zero, List<Cue> into) {
        long begin = Math.max(line.from(), from);
        long end = Math.min(line.until(), until);
        if (begin < end) {
            into.add(new Cue((begin - zero) / 1000.0, (end - zero) / 1000.0, line.text()));
        }
    }
}
