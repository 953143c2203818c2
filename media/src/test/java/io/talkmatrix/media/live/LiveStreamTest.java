package io.talkmatrix.media.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.talkmatrix.media.H264Encoder;
import io.talkmatrix.stage.Control;
import io.talkmatrix.stage.Emotion;
import io.talkmatrix.stage.FrameGroup;
import io.talkmatrix.stage.SpeechChunk;
import io.talkmatrix.stage.UnitId;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.ShortBuffer;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.javacv.FFmpegFrameGrabber;
import org.bytedeco.javacv.Frame;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LiveStreamTest {

    private static final int TICK_MILLIS = 20;
    private static final int RATIO = AacTrack.RATE_HZ / SpeechChunk.SAMPLE_RATE_HZ;

    private final LivePlayout playout = new LivePlayout(Pictures.pack(), 480);
    private final LiveStream stream = new LiveStream(Pictures.SIDE, Pictures.SIDE, (byte) 1, (byte) 2);
    private final List<LiveStream.Part> parts = new ArrayList<>();
    private final List<Step> steps = new ArrayList<>();
    private long nanos;

    @AfterEach
    void close() {
        stream.close();
    }

    @Test
    void everyPictureAndEverySampleComesOutWhereItWasPut() throws Exception {
        play(500);
        speak("turn", 0, tone(2 * SpeechChunk.SAMPLE_RATE_HZ));
        play(4000);

        Decoded decoded = decode();
        long began = steps.stream()
                .flatMap(step -> step.voice().stream())
                .mapToLong(Step.Voice::at)
                .min()
                .orElseThrow();

        int pictures = steps.stream().mapToInt(step -> step.pictures().size()).sum();
        assertThat(decoded.pictures).isBetween(pictures - 3, pictures);
        assertThat(decoded.pictureMicros).isSorted().doesNotHaveDuplicates();
        assertThat(decoded.samples.length % 1024).isZero();
        assertThat(decoded.samples.length).isGreaterThan((int) (RATIO * playout.position()) - 6 * 1024);
        assertThat(shift(decoded.samples, tone(2 * SpeechChunk.SAMPLE_RATE_HZ), RATIO * (int) began))
                .as("samples by which the voice is late")
                .isBetween(0, 2 * RATIO * 7);
    }

    @Test
    void fragmentsAreShortAndOftenBeginWithAPictureThatNeedsNoOther() {
        play(300);
        speak("turn", 0, tone(2 * SpeechChunk.SAMPLE_RATE_HZ));
        play(3000);

        List<LiveStream.Fragment> fragments = fragments();
        for (int i = 1; i < fragments.size(); i++) {
            assertThat(fragments.get(i).from() - fragments.get(i - 1).from())
                    .as("seconds from fragment %d to the next", i - 1)
                    .isBetween(.02, .161);
        }
        assertThat(fragments.stream().filter(LiveStream.Fragment::key).count())
                .isGreaterThanOrEqualTo(fragments.size() / 5);
        assertThat(stream.latest()).isNotEmpty();
        assertThat(stream.latest().get(0).key()).isTrue();
    }

    @Test
    void silenceBetweenTurnsIsNotCodedAndShiftsNothing() throws Exception {
        byte[] said = tone(SpeechChunk.SAMPLE_RATE_HZ);
        play(300);
        speak("first", 0, said);
        play(3010);
        speak("second", 0, said);
        play(2000);

        short[] heard = decode().samples;
        List<Long> began = steps.stream()
                .flatMap(step -> step.voice().stream())
                .filter(run -> run.ptsSamples() == 0)
                .map(Step.Voice::at)
                .toList();
        assertThat(began).hasSize(2);
        for (long at : began) {
            assertThat(shift(heard, said, RATIO * (int) at))
                    .as("samples by which the voice is late")
                    .isBetween(0, 2 * RATIO * 7);
        }
        int quietFrom = RATIO * (int) (began.get(0) + SpeechChunk.SAMPLE_RATE_HZ) + 4 * 1024;
        for (int i = quietFrom; i < RATIO * began.get(1) - 2 * 1024; i++) {
            assertThat((int) heard[i]).as("sample %d between the turns", i).isBetween(-20, 20);
        }
    }

    @Test
    void whatWasNotSentAtACutIsNeitherHeardNorSeen() throws Exception {
        play(300);
        speak("turn", 0, tone(2 * SpeechChunk.SAMPLE_RATE_HZ));
        play(650);
        int sent = parts.size();
        playout.obey(new Control("room", 1, "turn", Control.Kind.CUT, "test", 0, 0));
        double from = stream.cut();
        play(1000);

        LiveStream.Fragment first = (LiveStream.Fragment) parts.get(sent);
        assertThat(first.key()).isTrue();
        assertThat(first.from()).isLessThanOrEqualTo(from);
        short[] samples = decode().samples;
        int quiet = (int) (from * AacTrack.RATE_HZ) + 2 * 1024;
        for (int i = quiet; i < samples.length; i++) {
            assertThat((int) samples[i])
                    .as("sample %d after the cut", i - quiet)
                    .isBetween(-20, 20);
        }
    }

    private List<LiveStream.Fragment> fragments() {
        return parts.stream()
                .filter(LiveStream.Fragment.class::isInstance)
                .map(LiveStream.Fragment.class::cast)
                .toList();
    }

    private void play(int millis) {
        for (int i = 0; i < millis / TICK_MILLIS; i++) {
            nanos += TICK_MILLIS * 1_000_000L;
            Step step = playout.tick(nanos);
            steps.add(step);
            parts.addAll(stream.add(step));
        }
    }

    private void speak(String turn, int generation, byte[] pcm) {
        playout.obey(new Control("room", generation, turn, Control.Kind.START, "test", 0, 0));
        UnitId id = new UnitId("room", turn, generation, 0, 0);
        playout.offer(new SpeechChunk(id, pcm, 0, List.of(), List.of(), "one", Emotion.NEUTRAL, 0, true, true, ""));
        try (H264Encoder encoder = new H264Encoder(Pictures.SIDE, Pictures.SIDE, 25, 500_000)) {
            int frames = pcm.length / 2 / 960;
            for (int i = 0; i < frames; i += 5) {
                int count = Math.min(5, frames - i);
                playout.offer(new FrameGroup(
                        id.withSeq(i / 5),
                        i * 960L,
                        25,
                        FrameGroup.Codec.H264,
                        Pictures.SIDE,
                        Pictures.SIDE,
                        Pictures.group(encoder, i, count),
                        i + count == frames,
                        ""));
            }
        }
    }

    /** A chirp, so that only one shift fits. */
    private static byte[] tone(int samples) {
        byte[] pcm = new byte[2 * samples];
        for (int i = 0; i < samples; i++) {
            double seconds = (double) i / SpeechChunk.SAMPLE_RATE_HZ;
            int value = (int) (8000 * Math.sin(2 * Math.PI * (200 + 300 * seconds) * seconds));
            pcm[2 * i] = (byte) value;
            pcm[2 * i + 1] = (byte) (value >> 8);
        }
        return pcm;
    }

    private record Decoded(int pictures, List<Long> pictureMicros, short[] samples) {}

    private Decoded decode() throws Exception {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        for (LiveStream.Part part : parts) {
            file.write(part.message(), 1, part.message().length - 1);
        }
        List<Long> times = new ArrayList<>();
        List<short[]> sound = new ArrayList<>();
        try (FFmpegFrameGrabber grabber = new FFmpegFrameGrabber(new ByteArrayInputStream(file.toByteArray()), 0)) {
            grabber.setFormat("mp4");
            grabber.start();
            assertThat(grabber.getSampleRate()).isEqualTo(AacTrack.RATE_HZ);
            for (Frame frame = grabber.grab(); frame != null; frame = grabber.grab()) {
                if (frame.image != null) {
                    times.add(frame.timestamp);
                } else if (frame.samples != null) {
                    ShortBuffer samples = (ShortBuffer) frame.samples[0];
                    short[] copy = new short[samples.remaining()];
                    samples.get(copy);
                    sound.add(copy);
                }
            }
        }
        int count = sound.stream().mapToInt(samples -> samples.length).sum();
        short[] all = new short[count];
        int at = 0;
        for (short[] samples : sound) {
            System.arraycopy(samples, 0, all, at, samples.length);
            at += samples.length;
        }
        return new Decoded(times.size(), times, all);
    }

    /** By how many samples what was heard lags behind what was said at {@code from}: the shift that fits best. */
    private static int shift(short[] heard, byte[] said, int from) {
        double best = -1;
        int bestShift = -1;
        for (int shift = -3000; shift < 3000; shift++) {
            double sum = 0;
            for (int i = 2000; i < 20000; i += 7) {
                int at = from + shift + RATIO * i;
                sum += at >= 0 && at < heard.length
                        ? heard[at] * (double) (short) (said[2 * i] & 255 | said[2 * i + 1] << 8)
                        : 0;
            }
            if (sum > best) {
                best = sum;
                bestShift = shift;
            }
        }
        return bestShift;
    }
}
