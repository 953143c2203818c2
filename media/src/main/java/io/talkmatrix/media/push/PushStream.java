package io.talkmatrix.media.push;

import io.talkmatrix.media.live.AacTrack;
import io.talkmatrix.media.live.FragmentedMp4.Run;
import io.talkmatrix.media.live.Notice;
import io.talkmatrix.media.live.Step;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Makes of a room's playout what is pushed: 25 pictures a second without exception from the first one on, the sound coded
 * once, and the words. For one thread.
 */
public final class PushStream implements AutoCloseable {

    private static final int SAMPLES_PER_MILLI = 24;

    private final AacTrack sound = new AacTrack();
    private final ConstantRate pictures = new ConstantRate();
    private boolean begun;

    /** Takes a step, each following the one before; returns what is known now, in order of time. */
    public List<Packet> add(Step step) {
        List<Packet> packets = new ArrayList<>(4);
        pictures.add(step.pictures(), step.at() + step.samples(), packets);
        sound.add(step.pcm(), step.silent());
        Run run = sound.take();
        long at = run.start();
        for (var sample : run.samples()) {
            packets.add(new Packet.Sound(at, sample.data()));
            at += sample.duration();
        }
        step.notices().forEach(notice -> words(notice, packets));
        begun |= packets.stream().anyMatch(packet -> packet instanceof Packet.Picture picture && picture.key());
        if (!begun) {
            packets.clear();
        }
        packets.sort(Comparator.comparingLong(Packet::millis));
        return packets;
    }

    private static void words(Notice notice, List<Packet> packets) {
        if (notice instanceof Notice.Subtitle said) {
            packets.add(new Packet.Words(said.at() / SAMPLES_PER_MILLI, said.text()));
        } else if (notice instanceof Notice.Ended ended) {
            packets.add(new Packet.Words(ended.at() / SAMPLES_PER_MILLI, ""));
        }
    }

    /**
     * What was not handed out yet of the sound becomes silence.
     *
     * @param at stream position
     */
    public Packet cut(long at) {
        sound.mute();
        return new Packet.Words(at / SAMPLES_PER_MILLI, "");
    }

    /** Places at which the last picture had to be held. */
    public long heldPictures() {
        return pictures.held();
    }

    /** Pictures that came too late to be shown. */
    public long leftPictures() {
        return pictures.left();
    }

    @Override
    public void close() {
        sound.close();
    }
}
