package io.talkmatrix.media.live;

import io.talkmatrix.media.live.FragmentedMp4.Run;
import io.talkmatrix.media.live.FragmentedMp4.Sample;
import io.talkmatrix.stage.SpeechChunk;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * One room's stream as viewers get it: fragmented MP4 with the pictures as they came, the sound coded once, times without a
 * gap from the first sample on. Keeps the fragments a new viewer needs. Memory is bounded by about a second of stream. For
 * one thread at a time.
 */
public final class LiveStream implements AutoCloseable {

    /** Something to send to every viewer. */
    public sealed interface Part {

        /** With the prefix, shared: not to be changed. */
        byte[] message();
    }

    /**
     * What must be known before the first fragment, and anew when the pictures' format changes.
     *
     * @param mime for {@code MediaSource.addSourceBuffer}
     */
    public record Init(byte[] message, String mime) implements Part {}

    /**
     * A piece of the stream.
     *
     * @param key true if a viewer may begin with it
     * @param from where its first picture or sound begins, seconds
     */
    public record Fragment(byte[] message, boolean key, double from) implements Part {}

    /** What a viewer must have in reserve is a fragment and what it waits for, so fragments are short at all times. */
    private static final int LENGTH = SpeechChunk.SAMPLE_RATE_HZ / 10;

    private static final int LEAST_BEFORE_KEY = SpeechChunk.SAMPLE_RATE_HZ / 20;
    private static final int MOST_KEPT = 64;

    private final int width;
    private final int height;
    private final byte initPrefix;
    private final byte fragmentPrefix;
    private final AacTrack audio = new AacTrack();
    private final VideoTrack video = new VideoTrack();
    private final Deque<Fragment> latest = new ArrayDeque<>();
    private AnnexB.Parameters parameters;
    private FragmentedMp4 writer;
    private Init init;
    private long begun;
    private long position;

    /**
     * @param initPrefix first byte of each init message
     * @param fragmentPrefix first byte of each fragment message
     */
    public LiveStream(int width, int height, byte initPrefix, byte fragmentPrefix) {
        this.width = width;
        this.height = height;
        this.initPrefix = initPrefix;
        this.fragmentPrefix = fragmentPrefix;
    }

    /** Takes a step of the room's playout, each following the one before; returns what is to be sent now. */
    public List<Part> add(Step step) {
        List<Part> parts = new ArrayList<>(1);
        for (Step.Picture picture : step.pictures()) {
            if (picture.decodableAlone()) {
                key(picture, parts);
            }
            if (writer != null) {
                video.add(picture);
            }
        }
        audio.add(step.pcm(), step.silent());
        position = step.at() + step.samples();
        if (position - begun >= LENGTH) {
            close(parts);
        }
        return parts;
    }

    private void key(Step.Picture picture, List<Part> parts) {
        Optional<AnnexB.Parameters> found = AnnexB.parameters(picture.units().get(0));
        if (found.isPresent() && (parameters == null || !parameters.same(found.get()))) {
            if (writer != null) {
                video.endsAt(picture.at());
                close(parts);
            }
            parameters = found.get();
            writer = new FragmentedMp4(parameters, width, height, AacTrack.RATE_HZ, AacTrack.config());
            init = new Init(writer.init(initPrefix), writer.mime());
            latest.clear();
            parts.add(init);
        } else if (picture.at() - begun >= LEAST_BEFORE_KEY) {
            video.endsAt(picture.at());
            close(parts);
        }
    }

    private void close(List<Part> parts) {
        begun = position;
        if (writer == null) {
            return;
        }
        Run pictures = video.take();
        Run sound = audio.take();
        if (pictures.samples().isEmpty() && sound.samples().isEmpty()) {
            return;
        }
        boolean key = pictures.samples().stream().anyMatch(Sample::sync);
        double from = pictures.samples().isEmpty()
                ? (double) sound.start() / AacTrack.RATE_HZ
                : (double) pictures.start() / FragmentedMp4.VIDEO_TIMESCALE;
        Fragment fragment = new Fragment(writer.fragment(fragmentPrefix, pictures, sound), key, from);
        if (key || latest.size() >= MOST_KEPT) {
            latest.clear();
        }
        if (key || !latest.isEmpty()) {
            latest.add(fragment);
        }
        parts.add(fragment);
    }

    /**
     * Takes back what was not sent of pictures and sound: it becomes silence and the next picture, which must need none
     * before it.
     *
     * @return from where on the stream holds nothing older, seconds
     */
    public double cut() {
        video.drop();
        audio.mute();
        latest.clear();
        return Math.max(
                (double) audio.unsentFrom() / AacTrack.RATE_HZ,
                (double) video.unsentFrom() / FragmentedMp4.VIDEO_TIMESCALE);
    }

    /** Empty until the first picture. */
    public Optional<Init> init() {
        return Optional.ofNullable(init);
    }

    /** What a new viewer gets after the init segment, oldest first. */
    public List<Fragment> latest() {
        return List.copyOf(latest);
    }

    @Override
    public void close() {
        audio.close();
    }
}
