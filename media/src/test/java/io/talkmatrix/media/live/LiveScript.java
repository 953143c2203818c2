package io.talkmatrix.media.live;

import io.talkmatrix.stage.Control;
import io.talkmatrix.stage.Emotion;
import io.talkmatrix.stage.FrameGroup;
import io.talkmatrix.stage.SpeechChunk;
import io.talkmatrix.stage.UnitId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Plays a room by a virtual clock and remembers what left it. Sample i of every turn has a value of its own. */
final class LiveScript {

    static final int TICK_MILLIS = 20;

    /** A sample that left. */
    record Heard(long at, String turn, long pts, short value) {}

    /** A talking frame that left. */
    record Seen(long at, String turn) {}

    final AvatarPack pack = pack();
    final LivePlayout playout = new LivePlayout(pack, TICK_MILLIS * 24);
    final List<Short> all = new ArrayList<>();
    final List<Heard> heard = new ArrayList<>();
    final List<Step.Picture> pictures = new ArrayList<>();
    final List<Seen> seen = new ArrayList<>();
    final List<Notice> notices = new ArrayList<>();
    private final Map<String, Integer> groups = new HashMap<>();
    private long nanos = 1_000_000_000L;

    LiveScript() {
        playout.tick(nanos);
    }

    /** Frames that are told apart by their bytes; nothing here decodes them. */
    private static AvatarPack pack() {
        List<AvatarPack.Unit> loop = clip(50, 25);
        Map<Integer, List<AvatarPack.Unit>> settles = new HashMap<>();
        for (int i = 4; i < 50; i += 5) {
            settles.put(i, clip(6, 6));
        }
        return new AvatarPack("test", 64, 64, 25, loop, clip(25, 25), settles);
    }

    private static List<AvatarPack.Unit> clip(int frames, int keyEvery) {
        return IntStream.range(0, frames)
                .mapToObj(i -> new AvatarPack.Unit(new byte[] {(byte) i}, i % keyEvery == 0))
                .toList();
    }

    boolean isRest(Step.Picture picture) {
        return pack.rest().stream()
                .anyMatch(unit -> unit.data() == picture.units().get(0));
    }

    static short value(long pts) {
        return (short) (1 + pts % 30_011);
    }

    static List<Short> samples(int from, int count) {
        return IntStream.range(from, from + count).mapToObj(LiveScript::value).toList();
    }

    Step tick(long millis) {
        nanos += millis * 1_000_000L;
        Step step = playout.tick(nanos);
        for (int i = 0; i < step.samples(); i++) {
            all.add((short) (step.pcm()[2 * i] & 255 | step.pcm()[2 * i + 1] << 8));
        }
        for (Step.Voice run : step.voice()) {
            for (int i = 0; i < run.samples(); i++) {
                int place = (int) (run.at() - step.at()) + i;
                short value = (short) (step.pcm()[2 * place] & 255 | step.pcm()[2 * place + 1] << 8);
                heard.add(new Heard(run.at() + i, run.turn(), run.ptsSamples() + i, value));
            }
        }
        pictures.addAll(step.pictures());
        step.pictures().stream()
                .filter(picture -> !picture.turn().isEmpty())
                .forEach(picture -> seen.add(new Seen(picture.at(), picture.turn())));
        notices.addAll(step.notices());
        return step;
    }

    void run(int millis) {
        for (int i = 0; i < millis / TICK_MILLIS; i++) {
            tick(TICK_MILLIS);
        }
    }

    void start(String turn, int generation) {
        obey(turn, generation, Control.Kind.START);
    }

    List<Notice> obey(String turn, int generation, Control.Kind kind) {
        boolean over = kind == Control.Kind.CUT || kind == Control.Kind.END;
        List<Notice> told = playout.obey(new Control("room", turn, generation, over ? "" : turn, kind, "test", 0, 0));
        notices.addAll(told);
        return told;
    }

    boolean voice(String turn, int generation, long pts, int samples, boolean last) {
        byte[] pcm = new byte[2 * samples];
        for (int i = 0; i < samples; i++) {
            short value = value(pts + i);
            pcm[2 * i] = (byte) value;
            pcm[2 * i + 1] = (byte) (value >> 8);
        }
        UnitId id = new UnitId("room", turn, generation, 0, groups.merge(turn, 1, Integer::sum));
        return playout.offer(
                new SpeechChunk(id, pcm, pts, List.of(), List.of(), "", Emotion.NEUTRAL, 0, last, last, ""));
    }

    boolean video(String turn, int generation, int firstFrame, int frames, boolean last) {
        boolean taken = false;
        for (int from = 0; from < frames; from += 5) {
            List<byte[]> units = new ArrayList<>();
            for (int i = from; i < Math.min(frames, from + 5); i++) {
                units.add(new byte[] {(byte) (firstFrame + i)});
            }
            UnitId id = new UnitId("room", turn, generation, 0, firstFrame + from);
            taken |= playout.offer(new FrameGroup(
                    id,
                    (firstFrame + from) * 960L,
                    25,
                    FrameGroup.Codec.H264,
                    64,
                    64,
                    units,
                    last && from + 5 >= frames,
                    ""));
        }
        return taken;
    }

    List<Short> heardOf(String turn) {
        return heard.stream()
                .filter(h -> h.turn().equals(turn))
                .map(Heard::value)
                .toList();
    }

    List<Step.Picture> seenOf(String turn) {
        return pictures.stream().filter(picture -> picture.turn().equals(turn)).toList();
    }

    Step.Picture firstPictureAfter(long at) {
        return pictures.stream()
                .filter(picture -> picture.at() >= at)
                .findFirst()
                .orElseThrow();
    }

    /** Samples that left altogether. */
    int tickedSamples() {
        return all.size();
    }
}
