package io.talkmatrix.media.push;

import io.talkmatrix.media.MediaException;
import io.talkmatrix.media.WebVtt;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Records a stream as MP4 files of a few minutes, each with its subtitles beside it. A file grows by whole fragments of
 * about a second and can be played while it grows; a crash costs the fragment that was being written, and what is left of
 * that is cut off when the next recording begins. The oldest files go when the folder gets too large. For one thread.
 */
final class Recording implements Output {

    private static final System.Logger LOG = System.getLogger(Recording.class.getName());
    private static final long FRAGMENT_MILLIS = 1_000;
    private static final DateTimeFormatter NAME =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss-SSS'Z'").withZone(ZoneOffset.UTC);

    private final Path folder;
    private final Format format;
    private final long fileMillis;
    private final long mostBytes;
    private final Clock clock;
    private final Captions captions = new Captions();
    private Fragmenter fragmenter;
    private FileChannel file;
    private Path words;

    /**
     * @param fileMillis length of a file
     * @param mostBytes of all files of the folder together
     */
    Recording(Path folder, Format format, long fileMillis, long mostBytes, Clock clock) {
        this.folder = folder;
        this.format = format;
        this.fileMillis = fileMillis;
        this.mostBytes = mostBytes;
        this.clock = clock;
        try {
            Files.createDirectories(folder);
            List<Path> before = recordings();
            if (!before.isEmpty()) {
                BrokenEnd.cut(before.get(before.size() - 1));
            }
            begin();
        } catch (IOException e) {
            throw failure(e);
        }
    }

    private List<Path> recordings() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(path -> path.getFileName().toString().endsWith(".mp4"))
                    .sorted()
                    .collect(Collectors.toList());
        }
    }

    private void begin() throws IOException {
        makeRoom();
        String name = NAME.format(clock.instant());
        file = FileChannel.open(folder.resolve(name + ".mp4"), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        words = folder.resolve(name + ".vtt");
        Files.writeString(words, "WEBVTT\n");
        fragmenter = new Fragmenter(format, FRAGMENT_MILLIS, true);
        append(fragmenter.init());
    }

    private void makeRoom() throws IOException {
        List<Path> files = recordings();
        long bytes = 0;
        for (Path path : files) {
            bytes += Files.size(path);
        }
        for (Path oldest : files) {
            if (bytes <= mostBytes) {
                return;
            }
            bytes -= Files.size(oldest);
            Files.delete(oldest);
            String name = oldest.getFileName().toString();
            Files.deleteIfExists(folder.resolve(name.substring(0, name.length() - 4) + ".vtt"));
            LOG.log(System.Logger.Level.INFO, "{0} is deleted: recordings may take {1} bytes", oldest, mostBytes);
        }
    }

    @Override
    public void write(Packet packet) {
        try {
            if (packet instanceof Packet.Words said) {
                captions.add(said);
            }
            Optional<Fragmenter.Fragment> ended = fragmenter.add(packet);
            if (ended.isPresent()) {
                append(ended.get());
                boolean full = ended.get().untilMillis() - fragmenter.originMillis() >= fileMillis;
                if (full && packet instanceof Packet.Picture picture && picture.key()) {
                    finish();
                    begin();
                    fragmenter.add(picture);
                }
            }
        } catch (IOException e) {
            throw failure(e);
        }
    }

    private void append(Fragmenter.Fragment fragment) throws IOException {
        append(fragment.data());
        StringBuilder cues = new StringBuilder();
        captions.between(fragment.fromMillis(), fragment.untilMillis(), fragmenter.originMillis())
                .forEach(cue -> cues.append(WebVtt.text(cue)));
        if (cues.length() > 0) {
            Files.write(words, cues.toString().getBytes(StandardCharsets.UTF_8), StandardOpenOption.APPEND);
        }
    }

    private void append(byte[] bytes) throws IOException {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        while (buffer.hasRemaining()) {
            file.write(buffer);
        }
    }

    private void finish() throws IOException {
        file.force(false);
        file.close();
    }

    private MediaException failure(IOException e) {
        return new MediaException("the recording in " + folder + " cannot be written: " + e.getMessage(), e);
    }

    @Override
    public void close() {
        try {
            Optional<Fragmenter.Fragment> last = fragmenter.end();
            if (last.isPresent()) {
                append(last.get());
            }
            finish();
        } catch (IOException e) {
            LOG.log(System.Logger.Level.WARNING, failure(e).getMessage());
        }
    }
}
