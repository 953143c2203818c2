package io.talkmatrix.media.push;

import io.talkmatrix.media.MediaException;
import io.talkmatrix.media.WebVtt;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * A folder that any web server can serve as HLS (RFC 8216): {@code master.m3u8}, the pictures' and sound's
 * {@code index.m3u8} with segments of fragmented MP4, and {@code subtitles.m3u8} with WebVTT. Playlists are replaced in one
 * step after what they name is there, so a crash at any moment leaves a folder that plays; the next writer goes on with its
 * numbers after a discontinuity. For one thread.
 */
final class HlsFolder implements Output {

    /** Apple asks for 6 s; 2 s is what a key picture a second allows, and a viewer is 6 s behind instead of 18. */
    private static final long SEGMENT_MILLIS = 2_000;

    private static final int BITS_PER_SECOND = 3_300_000;

    private final Path folder;
    private final HlsPlaylist playlist;
    private final Fragmenter fragmenter;
    private final Captions captions = new Captions();
    private final String map;
    private boolean first = true;

    HlsFolder(Path folder, Format format) {
        this.folder = folder;
        fragmenter = new Fragmenter(format, SEGMENT_MILLIS, false);
        try {
            Files.createDirectories(folder);
            playlist = HlsPlaylist.read(folder.resolve("index.m3u8"));
            map = "init-" + playlist.next() + ".mp4";
            replace(map, fragmenter.init());
            String codecs = fragmenter
                    .mime()
                    .replaceAll(".*codecs=\"([^\"]*)\".*", "$1")
                    .replace(" ", "");
            replace("master.m3u8", master(format, codecs).getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw failure(e);
        }
    }

    private static String master(Format format, String codecs) {
        return "#EXTM3U\n#EXT-X-VERSION:7\n#EXT-X-INDEPENDENT-SEGMENTS\n"
                + "#EXT-X-MEDIA:TYPE=SUBTITLES,GROUP-ID=\"words\",NAME=\"Subtitles\",DEFAULT=YES,AUTOSELECT=YES,"
                + "URI=\"subtitles.m3u8\"\n"
                + "#EXT-X-STREAM-INF:BANDWIDTH=" + BITS_PER_SECOND + ",CODECS=\"" + codecs + "\",RESOLUTION="
                + format.width() + "x" + format.height() + ",FRAME-RATE=25.000,SUBTITLES=\"words\"\nindex.m3u8\n";
    }

    @Override
    public void write(Packet packet) {
        if (packet instanceof Packet.Words words) {
            captions.add(words);
        }
        fragmenter.add(packet).ifPresent(this::segment);
    }

    private void segment(Fragmenter.Fragment fragment) {
        long number = playlist.next();
        try {
            replace("segment-" + number + ".m4s", fragment.data());
            replace("words-" + number + ".vtt", words(fragment).getBytes(StandardCharsets.UTF_8));
            var gone = playlist.add(new HlsPlaylist.Entry(
                    number, (fragment.untilMillis() - fragment.fromMillis()) / 1000.0, first, map));
            first = false;
            replace("index.m3u8", playlist.text("segment-", ".m4s", true).getBytes(StandardCharsets.UTF_8));
            replace("subtitles.m3u8", playlist.text("words-", ".vtt", false).getBytes(StandardCharsets.UTF_8));
            for (String file : gone) {
                Files.deleteIfExists(folder.resolve(file));
            }
        } catch (IOException e) {
            throw failure(e);
        }
    }

    private String words(Fragmenter.Fragment fragment) {
        StringBuilder text = new StringBuilder("WEBVTT\nX-TIMESTAMP-MAP=LOCAL:00:00:00.000,MPEGTS:0\n");
        captions.between(fragment.fromMillis(), fragment.untilMillis(), 0)
                .forEach(cue -> text.append(WebVtt.text(cue)));
        return text.toString();
    }

    private void replace(String name, byte[] content) throws IOException {
        Path partial = folder.resolve("." + name + ".part");
        Files.write(partial, content);
        Files.move(partial, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private MediaException failure(IOException e) {
        return new MediaException("the HLS folder " + folder + " cannot be written: " + e.getMessage(), e);
    }

    @Override
    public void close() {
        try {
            fragmenter.end().ifPresent(this::segment);
        } catch (MediaException e) {
            System.getLogger(HlsFolder.class.getName()).log(System.Logger.Level.WARNING, e.getMessage());
        }
    }
}
