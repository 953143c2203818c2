package io.talkmatrix.media.push;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;

/** The window of segments that an HLS playlist names (RFC 8216). For one thread. */
final class HlsPlaylist {

    private static final int WINDOW = 8;
    private static final String MAP = "#EXT-X-MAP:URI=\"";

    /**
     * A segment.
     *
     * @param number counts on over restarts
     * @param discontinuity true if it does not follow from the one before
     * @param map name of its init segment
     */
    record Entry(long number, double seconds, boolean discontinuity, String map) {}

    private final Deque<Entry> entries = new ArrayDeque<>();
    private long next;
    private long discontinuitiesGone;

    private HlsPlaylist() {}

    /** The playlist as it was left, empty if there is none. */
    static HlsPlaylist read(Path file) throws IOException {
        HlsPlaylist playlist = new HlsPlaylist();
        if (!Files.exists(file)) {
            return playlist;
        }
        double seconds = 0;
        boolean discontinuity = false;
        String map = "";
        for (String line : Files.readAllLines(file)) {
            if (line.startsWith("#EXT-X-DISCONTINUITY-SEQUENCE:")) {
                playlist.discontinuitiesGone = number(line, line.substring(line.indexOf(':') + 1));
            } else if (line.equals("#EXT-X-DISCONTINUITY")) {
                discontinuity = true;
            } else if (line.startsWith(MAP)) {
                map = line.substring(MAP.length(), line.length() - 1);
            } else if (line.startsWith("#EXTINF:")) {
                seconds = Double.parseDouble(line.substring("#EXTINF:".length()).replace(",", ""));
            } else if (line.startsWith("segment-")) {
                long number = number(line, line.replaceAll("\\D+", " ").strip().split(" ")[0]);
                playlist.entries.add(new Entry(number, seconds, discontinuity, map));
                playlist.next = number + 1;
                discontinuity = false;
            }
        }
        return playlist;
    }

    private static long number(String line, String text) throws IOException {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw new IOException("the playlist that is there has an unknown line: " + line, e);
        }
    }

    /** Number of the segment to come. */
    long next() {
        return next;
    }

    /** @return names of the files that no playlist has named for a while */
    List<String> add(Entry entry) {
        next = entry.number() + 1;
        entries.add(entry);
        List<String> gone = new ArrayList<>();
        while (entries.size() > WINDOW) {
            Entry left = entries.removeFirst();
            discontinuitiesGone += left.discontinuity() ? 1 : 0;
            // Players may still be reading what was named a moment ago.
            gone.add("segment-" + (left.number() - WINDOW) + ".m4s");
            gone.add("words-" + (left.number() - WINDOW) + ".vtt");
        }
        return gone;
    }

    /** @param maps true if segments need their init segment */
    String text(String prefix, String suffix, boolean maps) {
        StringBuilder text = new StringBuilder("#EXTM3U\n#EXT-X-VERSION:7\n#EXT-X-INDEPENDENT-SEGMENTS\n");
        long longest =
                Math.round(entries.stream().mapToDouble(Entry::seconds).max().orElse(2));
        text.append("#EXT-X-TARGETDURATION:").append(Math.max(2, longest)).append('\n');
        text.append("#EXT-X-MEDIA-SEQUENCE:")
                .append(entries.getFirst().number())
                .append('\n');
        text.append("#EXT-X-DISCONTINUITY-SEQUENCE:")
                .append(discontinuitiesGone)
                .append('\n');
        String map = "";
        for (Entry entry : entries) {
            if (entry.discontinuity()) {
                text.append("#EXT-X-DISCONTINUITY\n");
            }
            if (maps && !entry.map().equals(map)) {
                map = entry.map();
                text.append(MAP).append(map).append("\"\n");
            }
            text.append(String.format(Locale.ROOT, "#EXTINF:%.3f,%n", entry.seconds()));
            text.append(prefix).append(entry.number()).append(suffix).append('\n');
        }
        return text.toString();
    }
}
