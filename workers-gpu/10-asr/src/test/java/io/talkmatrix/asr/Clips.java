package io.talkmatrix.asr;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import javax.sound.sampled.UnsupportedAudioFileException;

/**
 * Audio for tests. The spoken clips are sentences of a public-domain reading of "Sense and Sensibility" (LibriVox), from
 * Debian's package pocketsphinx-testdata, which also holds what is said.
 */
public final class Clips {

    /** A sentence: 16-bit mono at 16 kHz, and its words. */
    public record Clip(String name, byte[] pcm, String words) {

        public float[] samples() {
            return toSamples(pcm);
        }
    }

    private static final Path FOLDER = Path.of("/usr/share/pocketsphinx/test/data/librivox");
    private static final Pattern LINE = Pattern.compile("<s> (.*) </s> \\((.*)\\)");

    private Clips() {}

    /** Five sentences, 3 to 7 s long. */
    public static List<Clip> sentences() {
        try {
            return Files.readAllLines(FOLDER.resolve("transcription")).stream()
                    .map(LINE::matcher)
                    .filter(Matcher::matches)
                    .map(line -> new Clip(line.group(2), read(FOLDER.resolve(line.group(2) + ".wav")), line.group(1)))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("install the Debian package pocketsphinx-testdata", e);
        }
    }

    /** Four questions in Mandarin, spoken by Kokoro's voices (Apache-2.0), 16 kHz. */
    public static List<Clip> mandarin() {
        return List.of(
                own("zh-1", "请问今天的直播几点开始"),
                own("zh-2", "我想问一下这个保温杯可以装热水吗"),
                own("zh-3", "收到以后不喜欢可以退货吗"),
                own("zh-4", "我身高一米六五体重一百一十斤应该穿什么尺码呢"));
    }

    /** Both languages. */
    public static List<Clip> all() {
        return Stream.concat(sentences().stream(), mandarin().stream()).toList();
    }

    private static Clip own(String name, String words) {
        return new Clip(name, resource(name + ".wav"), words);
    }

    /** A WAV file beside this class, as 16-bit samples. */
    public static byte[] resource(String name) {
        try (InputStream in = Clips.class.getResourceAsStream(name);
                AudioInputStream wav = AudioSystem.getAudioInputStream(new BufferedInputStream(in));
                AudioInputStream pcm = AudioSystem.getAudioInputStream(AudioFormat.Encoding.PCM_SIGNED, wav)) {
            return pcm.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (UnsupportedAudioFileException e) {
            throw new IllegalArgumentException(name, e);
        }
    }

    /** With so many bytes of a very quiet room before and after. */
    public static byte[] between(int before, byte[] pcm, int after) {
        byte[] room = toPcm(noise((before + pcm.length + after) / 2, .0003));
        for (int i = 0; i < pcm.length; i++) {
            room[before + i] = pcm[i];
        }
        return room;
    }

    /** "He was not an ill-disposed young man", 3 s. */
    public static Clip shortSentence() {
        return sentences().get(1);
    }

    /** White noise. */
    public static float[] noise(int samples, double rms) {
        Random random = new Random(7);
        float[] noise = new float[samples];
        for (int i = 0; i < samples; i++) {
            noise[i] = (float) (rms * random.nextGaussian());
        }
        return noise;
    }

    public static float[] tone(int samples, double hertz) {
        float[] tone = new float[samples];
        for (int i = 0; i < samples; i++) {
            tone[i] = (float) (0.3 * Math.sin(2 * Math.PI * hertz * i / 16_000));
        }
        return tone;
    }

    public static byte[] read(InputStream wav) {
        try (AudioInputStream in = AudioSystem.getAudioInputStream(wav)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (UnsupportedAudioFileException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static byte[] read(Path wav) {
        try {
            return read(new BufferedInputStream(Files.newInputStream(wav)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static float[] toSamples(byte[] pcm) {
        float[] samples = new float[pcm.length / 2];
        ByteBuffer buffer = ByteBuffer.wrap(pcm).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < samples.length; i++) {
            samples[i] = buffer.getShort() / 32_768f;
        }
        return samples;
    }

    public static byte[] toPcm(float[] samples) {
        ByteBuffer buffer = ByteBuffer.allocate(2 * samples.length).order(ByteOrder.LITTLE_ENDIAN);
        for (float sample : samples) {
            buffer.putShort((short) Math.max(-32_768, Math.min(32_767, Math.round(sample * 32_768))));
        }
        return buffer.array();
    }
}
