package io.talkmatrix.media.push;

import io.talkmatrix.media.MediaException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The kinds of output there are. */
public final class Targets {

    /** Writing and reading may take as long; then the connection counts as lost. */
    private static final long PATIENCE_MICROS = 2_000_000;

    private Targets() {}

    /**
     * Pushes to {@code rtmp://}, {@code rtmps://} or {@code srt://}.
     *
     * @param name in errors; the address is never named, since it holds the stream key
     * @param certificates file of the authorities that RTMPS servers are checked against; without one there is no RTMPS
     */
    public static Output.Opener push(String name, String url, Optional<Path> certificates) {
        Map<String, String> options = new HashMap<>();
        options.put("rw_timeout", Long.toString(PATIENCE_MICROS));
        if (url.startsWith("srt://")) {
            options.put("connect_timeout", Long.toString(PATIENCE_MICROS / 1000));
            options.put("timeout", Long.toString(PATIENCE_MICROS));
            return format -> AvOutput.open(name, url, "mpegts", options, format);
        }
        options.put("tcp_nodelay", "1");
        if (url.startsWith("rtmps://")) {
            Path file = certificates
                    .filter(Files::isReadable)
                    .orElseThrow(() -> new MediaException(
                            name + " is RTMPS, but there is no file of certificates to check its server against"));
            options.put("tls_verify", "1");
            options.put("ca_file", file.toString());
        } else if (!url.startsWith("rtmp://")) {
            throw new MediaException(name + " is neither rtmp://, rtmps:// nor srt://");
        }
        return format -> AvOutput.open(name, url, "flv", options, format);
    }

    /** Keeps the latest seconds in a folder that any web server can serve as HLS. */
    public static Output.Opener hls(Path folder) {
        return format -> new HlsFolder(folder, format);
    }

    /**
     * Records.
     *
     * @param fileMillis length of a file
     * @param mostBytes of all recordings in the folder; the oldest are deleted
     */
    public static Output.Opener recording(Path folder, long fileMillis, long mostBytes, Clock clock) {
        return format -> new Recording(folder, format, fileMillis, mostBytes, clock);
    }
}
