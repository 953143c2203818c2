package io.talkmatrix.media.push;

import static org.assertj.core.api.Assertions.assertThat;

import io.talkmatrix.media.live.BlankPack;
import io.talkmatrix.media.live.LivePlayout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.bytedeco.javacv.FFmpegFrameGrabber;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FilesTest {

    @TempDir
    Path folder;

    /** What an idle room sends in so many seconds. */
    private static List<Packet> idle(int seconds) {
        LivePlayout playout = new LivePlayout(BlankPack.make(64, 64, 25), 480);
        List<Packet> packets = new ArrayList<>();
        try (PushStream stream = new PushStream()) {
            for (int tick = 0; tick <= seconds * 50; tick++) {
                packets.addAll(stream.add(playout.tick(tick * 20_000_000L)));
            }
        }
        return packets;
    }

    private static Format format(List<Packet> packets) {
        return Format.of((Packet.Picture) packets.get(0), 64, 64).orElseThrow();
    }

    private static int pictures(Path file) throws IOException {
        try (FFmpegFrameGrabber grabber = new FFmpegFrameGrabber(file.toFile())) {
            grabber.start();
            assertThat(grabber.getFrameRate()).isEqualTo(25);
            int count = 0;
            while (grabber.grabImage() != null) {
                count++;
            }
            grabber.stop();
            return count;
        }
    }

    private List<Path> files(String suffix) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(suffix))
                    .sorted()
                    .toList();
        }
    }

    @Test
    void aRecordingIsPlayableWhileItGrowsAndAfterACrash() throws IOException {
        List<Packet> packets = idle(6);
        Recording crashed = new Recording(folder, format(packets), 60_000, 1L << 30, Clock.systemUTC());
        packets.forEach(crashed::write);
        Path file = files(".mp4").get(0);
        assertThat(pictures(file)).isBetween(100, 150);
        int whole = pictures(file);
        Files.write(file, new byte[] {0, 0, 1, 0, 'm', 'o', 'o', 'f', 1, 2, 3}, StandardOpenOption.APPEND);
        new Recording(folder, format(packets), 60_000, 1L << 30, Clock.systemUTC()).close();
        assertThat(pictures(file)).isEqualTo(whole);
        assertThat(files(".mp4")).hasSize(2);
    }

    @Test
    void filesAreOfTheAskedLengthAndTheOldestGo() throws IOException {
        List<Packet> packets = idle(10);
        try (Recording recording = new Recording(folder, format(packets), 2_000, 20_000, Clock.systemUTC())) {
            packets.forEach(recording::write);
        }
        long bytes = 0;
        for (Path file : files(".mp4")) {
            bytes += Files.size(file);
        }
        assertThat(files(".mp4").size()).isGreaterThan(1);
        assertThat(bytes).isLessThan(60_000);
        assertThat(files(".vtt")).hasSameSizeAs(files(".mp4"));
    }

    @Test
    void anHlsFolderGoesOnAfterARestartWithADiscontinuity() throws IOException {
        List<Packet> packets = idle(7);
        try (HlsFolder first = new HlsFolder(folder, format(packets))) {
            packets.forEach(first::write);
            first.write(new Packet.Words(500, "words"));
        }
        String before = Files.readString(folder.resolve("index.m3u8"));
        assertThat(before).contains("segment-0.m4s", "#EXT-X-MEDIA-SEQUENCE:0");
        assertThat(before.split("#EXT-X-DISCONTINUITY\n")).hasSize(2);
        try (HlsFolder second = new HlsFolder(folder, format(packets))) {
            packets.forEach(second::write);
        }
        String after = Files.readString(folder.resolve("index.m3u8"));
        assertThat(after.split("#EXT-X-DISCONTINUITY\n")).hasSize(3);
        assertThat(after).contains("segment-3.m4s");
        for (String line :
                after.lines().filter(name -> name.startsWith("segment-")).toList()) {
            assertThat(folder.resolve(line)).exists();
        }
    }

    @Test
    void subtitlesAreCutAtTheirStretch() {
        Captions captions = new Captions();
        captions.add(new Packet.Words(1_000, "one"));
        captions.add(new Packet.Words(3_000, ""));
        assertThat(captions.between(0, 2_000, 0)).singleElement().satisfies(cue -> {
            assertThat(cue.startSeconds()).isEqualTo(1);
            assertThat(cue.endSeconds()).isEqualTo(2);
        });
        assertThat(captions.between(2_000, 4_000, 2_000)).singleElement().satisfies(cue -> {
            assertThat(cue.startSeconds()).isZero();
            assertThat(cue.endSeconds()).isEqualTo(1);
        });
        assertThat(captions.between(4_000, 6_000, 0)).isEmpty();
    }
}
