package io.talkmatrix.media.live;

import io.talkmatrix.stage.FrameGroup;
import io.talkmatrix.stage.SpeechChunk;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The talking frames of one turn, by number since the turn began. A frame can be decoded only after those before it in
 * its group, so a frame that was passed over, or hidden by another picture, is handed out again together with its
 * successor. Pure; not thread-safe.
 */
final class TalkFrames {

    /** Two minutes ahead; the stages stop long before. */
    static final int MOST_GROUPS = 600;

    /**
     * A frame to show.
     *
     * @param number since the turn began
     * @param units access units in decoding order; all but the last are needed only to decode it
     * @param decodableAlone true if the first unit needs none before it
     */
    record Due(long number, List<byte[]> units, boolean decodableAlone) {}

    private final int frameSamples;
    private final NavigableMap<Long, List<byte[]>> groups = new TreeMap<>();
    private long shown = -1;
    private long last = -1;
    private boolean complete;
    private boolean hidden;
    private long refused;

    TalkFrames(int framesPerSecond) {
        frameSamples = SpeechChunk.SAMPLE_RATE_HZ / framesPerSecond;
    }

    void clear() {
        groups.clear();
        shown = -1;
        last = -1;
        complete = false;
        hidden = false;
    }

    /** @return false if the group was there before, is over, or there are too many */
    boolean offer(FrameGroup group) {
        long first = group.ptsSamples() / frameSamples;
        long end = first + group.frames().size();
        if (group.lastOfTurn()) {
            complete = true;
            last = Math.max(last, end - 1);
        }
        if (group.frames().isEmpty() || end <= shown + 1 || groups.containsKey(first)) {
            return false;
        }
        if (groups.size() >= MOST_GROUPS) {
            refused++;
            return false;
        }
        groups.put(first, group.frames());
        return true;
    }

    /** Another picture was shown meanwhile: what follows needs its whole group. */
    void hide() {
        hidden = true;
    }

    boolean isEmpty() {
        return groups.isEmpty();
    }

    /** True once the turn's last frame was handed out. */
    boolean finished() {
        return complete && shown >= last;
    }

    /** Number of the frame handed out last, −1 if none. */
    long shown() {
        return shown;
    }

    /** Groups that could not be kept. */
    long refused() {
        return refused;
    }

    /** The newest frame not after {@code number}, if it was not handed out before and is not before {@code oldest}. */
    Optional<Due> upTo(long number, long oldest) {
        Map.Entry<Long, List<byte[]>> group = groups.floorEntry(number);
        if (group == null) {
            return Optional.empty();
        }
        long first = group.getKey();
        long wanted = Math.min(number, first + group.getValue().size() - 1);
        if (wanted <= shown || wanted < oldest) {
            return Optional.empty();
        }
        boolean chained = !hidden && shown >= first;
        long from = chained ? shown + 1 : first;
        List<byte[]> units = group.getValue().subList((int) (from - first), (int) (wanted - first) + 1);
        shown = wanted;
        hidden = false;
        groups.headMap(first).clear();
        return Optional.of(new Due(wanted, List.copyOf(units), from == first));
    }
}
