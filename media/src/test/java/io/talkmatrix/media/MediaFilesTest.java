package io.talkmatrix.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.bytedeco.javacv.FFmpegFrameGrabber;
import org.bytedeco.javacv.Frame;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MediaFilesTest {

    @TempDir
    Path folder;

    @Test
    void aWavIsReadBackSampleForSample() {
        byte[] pcm = tone(16_000, 16_000, 440);
        Path wav = folder.resolve("tone.wav");
        Wav.write(wav, pcm, 16_000);
        try (AudioFileReader reader = AudioFileReader.open(wav, 16_000)) {
            assertThat(reader.statedSeconds()).isCloseTo(1, within(0.01));
            assertThat(reader.read(100_000)).isEqualTo(pcm);
            assertThat(reader.read(1)).isEmpty();
        }
    }

    @Test
    void stereoEightBitAndOtherRatesAreConverted() throws IOException {
        Path wav = folder.resolve("stereo8.wav");
        Files.write(wav, stereoEightBit(48_000));
        try (AudioFileReader reader = AudioFileReader.open(wav, 16_000)) {
            byte[] pcm = reader.read(100_000);
            assertThat(pcm.length / 2).isCloseTo(16_000, within(40));
            assertThat(Pcm.rms(pcm)).isCloseTo(0.5 / Math.sqrt(2), within(0.02));
        }
    }

    @Test
    void whatIsNoSoundIsRefusedByName() throws IOException {
        Path text = Files.writeString(folder.resolve("text.wav"), "this is not a sound file\n".repeat(50));
        Path empty = Files.createFile(folder.resolve("empty.wav"));
        assertRefused(text, "text.wav", "not a sound file");
        assertRefused(empty, "empty.wav", "is empty");
        assertRefused(folder.resolve("none.wav"), "none.wav", "does not exist");
        assertRefused(folder, folder.getFileName().toString(), "not a readable file");
    }

    @Test
    void aWavThatPromisesMoreThanItHoldsGivesWhatIsThere() throws IOException {
        Path wav = folder.resolve("cut.wav");
        Wav.write(wav, tone(16_000, 16_000, 440), 16_000);
        byte[] whole = Files.readAllBytes(wav);
        Files.write(wav, java.util.Arrays.copyOf(whole, whole.length / 2));
        try (AudioFileReader reader = AudioFileReader.open(wav, 16_000)) {
            assertThat(reader.read(100_000).length / 2).isBetween(7_000, 8_000);
        }
    }

    @Test
    void anMp4HoldsThePicturesAndTheSound() throws Exception {
        Path mp4 = folder.resolve("out.mp4");
        try (Mp4Writer writer = new Mp4Writer(mp4, 128, 128, 25, true)) {
            byte[] pcm = tone(24_000, 24_000, 440);
            for (int i = 0; i < 25; i++) {
                BufferedImage image = new BufferedImage(128, 128, BufferedImage.TYPE_3BYTE_BGR);
                image.setRGB(64, 64, 0xffffff);
                AiLabel.draw(image);
                writer.video(image);
                writer.audio(java.util.Arrays.copyOfRange(pcm, i * 1920, (i + 1) * 1920));
            }
            writer.finish();
        }
        try (FFmpegFrameGrabber grabber = new FFmpegFrameGrabber(mp4.toFile())) {
            grabber.start();
            assertThat(grabber.getVideoCodecName()).contains("h264");
            assertThat(grabber.getAudioCodecName()).contains("aac");
            assertThat(grabber.getMetadata("comment")).contains("AI-generated");
            int pictures = 0;
            for (Frame frame = grabber.grabImage(); frame != null; frame = grabber.grabImage()) {
                pictures++;
            }
            assertThat(pictures).isEqualTo(25);
        }
        Path sheet = folder.resolve("sheet.png");
        VideoSheet.write(mp4, sheet, 3, 2, 64);
        BufferedImage grid = javax.imageio.ImageIO.read(sheet.toFile());
        assertThat(grid.getWidth()).isEqualTo(192);
        assertThat(grid.getHeight()).isEqualTo(128);
        assertThat(grid.getRGB(2 * 64 + 32, 64 + 32) & 0xff).isGreaterThan(20);
        try (AudioFileReader reader = AudioFileReader.open(mp4, 24_000)) {
            byte[] pcm = reader.read(48_000);
            assertThat(pcm.length / 2).isCloseTo(24_000, within(2_100));
            assertThat(Pcm.rms(pcm)).isCloseTo(0.5 / Math.sqrt(2), within(0.03));
        }
    }

    @Test
    void anUnfinishedMp4LeavesNothingBehind() throws IOException {
        Path mp4 = folder.resolve("out.mp4");
        try (Mp4Writer writer = new Mp4Writer(mp4, 128, 128, 25, false)) {
            writer.video(new BufferedImage(128, 128, BufferedImage.TYPE_3BYTE_BGR));
        }
        try (var files = Files.list(folder)) {
            assertThat(files).isEmpty();
        }
    }

    @Test
    void subtitlesAreWebVtt() throws IOException {
        Path vtt = folder.resolve("out.vtt");
        WebVtt.write(vtt, List.of(new WebVtt.Cue(0, 1.25, "a < b"), new WebVtt.Cue(3661.5, 3662, "今晚八点。")));
        assertThat(vtt)
                .hasContent("WEBVTT\n\n00:00:00.000 --> 00:00:01.250\na &lt; b\n\n"
                        + "01:01:01.500 --> 01:01:02.000\n今晚八点。\n");
    }

    private static void assertRefused(Path file, String... words) {
        assertThatThrownBy(() -> AudioFileReader.open(file, 16_000).close())
                .isInstanceOf(MediaException.class)
                .message()
                .contains(words);
    }

    private static byte[] tone(int samples, int rate, double hz) {
        float[] wave = new float[samples];
        for (int i = 0; i < samples; i++) {
            wave[i] = (float) (0.5 * Math.sin(2 * Math.PI * hz * i / rate));
        }
        return Pcm.toBytes(wave, 0, samples);
    }

    private static byte[] stereoEightBit(int rate) {
        ByteBuffer wav = ByteBuffer.allocate(44 + rate * 2).order(ByteOrder.LITTLE_ENDIAN);
        wav.put("RIFF".getBytes(StandardCharsets.US_ASCII)).putInt(36 + rate * 2);
        wav.put("WAVEfmt ".getBytes(StandardCharsets.US_ASCII));
        wav.putInt(16).putShort((short) 1).putShort((short) 2).putInt(rate).putInt(rate * 2);
        wav.putShort((short) 2).putShort((short) 8);
        wav.put("data".getBytes(StandardCharsets.US_ASCII)).putInt(rate * 2);
        for (int i = 0; i < rate; i++) {
            byte v = (byte) (128 + Math.round(64 * Math.sin(2 * Math.PI * 440 * i / rate)));
            wav.put(v).put(v);
        }
        return wav.array();
    }
}
