package io.talkmatrix.media.push;

import io.talkmatrix.media.live.AacTrack;
import io.talkmatrix.media.live.AnnexB;
import io.talkmatrix.media.live.FragmentedMp4;
import io.talkmatrix.media.live.FragmentedMp4.Run;
import io.talkmatrix.media.live.FragmentedMp4.Sample;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * Joins packets to MP4 fragments that begin with a key picture. Times in the fragments count from the stream's beginning or
 * from the first picture. Holds one fragment's packets at most, about 1 MB. For one thread.
 */
final class Fragmenter {

    private static final int BLOCK = 1024;
    private static final int SAMPLES_PER_MILLI = AacTrack.RATE_HZ / 1000;
    /** Longer than any distance of key pictures: what grows beyond is cut where it is. */
    private static final int MOST_PICTURES = 25 * 20;

    /**
     * A fragment.
     *
     * @param data {@code moof mdat}
     * @param fromMillis of its first picture, since the stream began
     * @param untilMillis of the next fragment's
     */
    record Fragment(byte[] data, long fromMillis, long untilMillis) {}

    private final FragmentedMp4 mp4;
    private final long leastMillis;
    private final boolean fromZero;
    private final List<Packet.Picture> pictures = new ArrayList<>();
    private final Deque<Packet.Sound> sounds = new ArrayDeque<>();
    private long origin = -1;

    /**
     * @param leastMillis a fragment is closed at the first key picture after this
     * @param fromZero true if times count from the first picture
     */
    Fragmenter(Format format, long leastMillis, boolean fromZero) {
        this.mp4 = new FragmentedMp4(
                format.video(), format.width(), format.height(), AacTrack.RATE_HZ, format.audioConfig());
        this.leastMillis = leastMillis;
        this.fromZero = fromZero;
    }

    /** What a file begins with. */
    byte[] init() {
        byte[] prefixed = mp4.init((byte) 0);
        return Arrays.copyOfRange(prefixed, 1, prefixed.length);
    }

    String mime() {
        return mp4.mime();
    }

    /** First time of the stream that is 0 here, ms; −1 before the first picture. */
    long originMillis() {
        return origin;
    }

    /** @return the fragment that ends here */
    Optional<Fragment> add(Packet packet) {
        if (packet instanceof Packet.Picture picture) {
            return add(picture);
        }
        if (packet instanceof Packet.Sound sound && origin >= 0 && sound.at() >= origin * SAMPLES_PER_MILLI) {
            sounds.add(sound);
        }
        return Optional.empty();
    }

    private Optional<Fragment> add(Packet.Picture picture) {
        Optional<Fragment> ended = Optional.empty();
        if (origin < 0) {
            origin = picture.millis();
        } else if (!pictures.isEmpty()
                && (picture.key() && picture.millis() - pictures.get(0).millis() >= leastMillis
                        || pictures.size() >= MOST_PICTURES)) {
            ended = Optional.of(fragment(picture.millis()));
        }
        pictures.add(picture);
        return ended;
    }

    /** Ends the fragment that is open, if any. */
    Optional<Fragment> end() {
        return pictures.isEmpty()
                ? Optional.empty()
                : Optional.of(fragment(pictures.get(pictures.size() - 1).millis() + 40));
    }

    private Fragment fragment(long until) {
        long zero = fromZero ? origin : 0;
        long from = pictures.get(0).millis();
        List<Sample> seen = new ArrayList<>(pictures.size());
        for (int i = 0; i < pictures.size(); i++) {
            Packet.Picture picture = pictures.get(i);
            long next = i + 1 < pictures.size() ? pictures.get(i + 1).millis() : until;
            int duration = Math.toIntExact((next - picture.millis()) * (FragmentedMp4.VIDEO_TIMESCALE / 1000));
            seen.add(new Sample(duration, AnnexB.toLengths(picture.unit()), picture.key()));
        }
        List<Sample> heard = new ArrayList<>();
        long heardFrom = sounds.isEmpty() ? 0 : sounds.peekFirst().at();
        while (!sounds.isEmpty() && sounds.peekFirst().millis() < until) {
            heard.add(new Sample(BLOCK, sounds.pollFirst().unit(), true));
        }
        pictures.clear();
        byte[] prefixed = mp4.fragment(
                (byte) 0,
                new Run((from - zero) * (FragmentedMp4.VIDEO_TIMESCALE / 1000), seen),
                new Run(heardFrom - zero * SAMPLES_PER_MILLI, heard));
        return new Fragment(Arrays.copyOfRange(prefixed, 1, prefixed.length), from, until);
    }
}
