package io.talkmatrix.media.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.talkmatrix.media.live.LiveScript.Heard;
import io.talkmatrix.stage.Control.Kind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Random rooms: late, doubled and swapped units, pauses, cuts, sleeping machines. */
class LivePlayoutPropertyTest {

    private static final int TURNS = 12;

    private final LiveScript live = new LiveScript();
    private final Set<String> cut = new HashSet<>();
    private final Map<String, Integer> lengths = new HashMap<>();
    private int generation;
    private int checked;
    private int checkedPictures;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
    void whateverComesNothingStaleLeavesAndNothingIsLost(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < TURNS; i++) {
            turn("turn-" + seed + "-" + i, random);
        }
        assertThat(live.playout.refusedUnits()).isZero();
        everySampleIsHeardOnceAndInOrder();
        picturesCanBeDecodedAndNeverGoBack();
        assertThat(cut.size()).as("turns cut").isBetween(1, TURNS - 1);
    }

    /** Runs one turn to its end or until it is cut. */
    private void turn(String turn, Random random) {
        int length = 2400 + random.nextInt(48_000);
        lengths.put(turn, length);
        List<Runnable> units = units(turn, length, random);
        boolean interrupted = random.nextInt(3) == 0;
        int cutAfter = random.nextInt(units.size() + 1);
        boolean early = random.nextBoolean();
        if (!early) {
            live.start(turn, generation);
        }
        for (int i = 0; i < units.size(); i++) {
            units.get(i).run();
            if (early && i == 0) {
                live.start(turn, generation);
            }
            if (interrupted && i == cutAfter) {
                cut(turn, random);
            }
            disturb(turn, random);
            for (int ticks = random.nextInt(8); ticks > 0; ticks--) {
                tick(turn, random);
            }
        }
        live.obey(turn, generation, Kind.RESUME);
        if (interrupted && !cut.contains(turn)) {
            cut(turn, random);
        }
        live.run(3000);
        if (!cut.contains(turn)) {
            assertThat(live.heardOf(turn)).as("samples of %s", turn).hasSize(length);
            live.obey(turn, generation, Kind.END);
        }
    }

    private void tick(String turn, Random random) {
        boolean paused = live.playout.activity() == LivePlayout.Activity.PAUSED;
        int before = live.heard.size();
        Step step = live.tick(random.nextInt(200) == 0 ? 60_000 : 5 + random.nextInt(60));
        assertThat(step.samples()).isLessThanOrEqualTo((int) Pacer.MOST_BEHIND);
        if (paused) {
            assertThat(live.heard).as("heard while %s is paused", turn).hasSize(before);
        }
        nothingStale();
    }

    private void nothingStale() {
        for (; checked < live.heard.size(); checked++) {
            assertThat(cut)
                    .as("stale sample")
                    .doesNotContain(live.heard.get(checked).turn());
        }
        for (; checkedPictures < live.pictures.size(); checkedPictures++) {
            assertThat(cut)
                    .as("stale frame")
                    .doesNotContain(live.pictures.get(checkedPictures).turn());
        }
    }

    private void cut(String turn, Random random) {
        nothingStale();
        List<Notice> notices = live.obey(turn, ++generation, Kind.CUT);
        assertThat(notices).hasSize(1);
        Notice.Cut said = (Notice.Cut) notices.get(0);
        assertThat(said.ptsSamples()).isEqualTo(live.heardOf(turn).size());
        cut.add(turn);
        if (random.nextBoolean()) {
            assertThat(live.obey(turn, generation, Kind.CUT))
                    .as("the same CUT again")
                    .isEmpty();
        }
    }

    private void disturb(String turn, Random random) {
        switch (random.nextInt(10)) {
            case 0 -> live.obey(turn, generation, Kind.PAUSE);
            case 1, 2 -> live.obey(turn, generation, Kind.RESUME);
            case 3 -> live.obey("turn-before", generation, Kind.END);
            default -> {
                // undisturbed
            }
        }
    }

    /** What arrives of the turn, a little out of order, some of it twice, some frames never. */
    private List<Runnable> units(String turn, int length, Random random) {
        int born = generation;
        List<Runnable> units = new ArrayList<>();
        for (int pts = 0; pts < length; ) {
            int samples = Math.min(length - pts, 480 + random.nextInt(9600));
            int from = pts;
            boolean last = from + samples == length;
            Runnable unit = () -> live.voice(turn, born, from, samples, last);
            units.add(unit);
            if (random.nextInt(5) == 0) {
                units.add(unit);
            }
            pts += samples;
        }
        int frames = (length + 959) / 960 + 3;
        for (int frame = 0; frame < frames; frame += 5) {
            int from = frame;
            int count = Math.min(5, frames - frame);
            if (random.nextInt(6) > 0) {
                Runnable unit = () -> live.video(turn, born, from, count, from + count == frames);
                units.add(Math.min(units.size(), random.nextInt(units.size()) + 1), unit);
            }
        }
        for (int i = 0; i < units.size() / 4; i++) {
            int at = random.nextInt(units.size() - 1);
            Runnable swapped = units.set(at, units.get(at + 1));
            units.set(at + 1, swapped);
        }
        return units;
    }

    private void everySampleIsHeardOnceAndInOrder() {
        Map<String, Long> next = new HashMap<>();
        long at = -1;
        for (Heard sample : live.heard) {
            assertThat(sample.at()).as("position of %s", sample).isGreaterThan(at);
            at = sample.at();
            assertThat(sample.pts()).as("order of %s", sample).isEqualTo(next.getOrDefault(sample.turn(), 0L));
            assertThat(sample.value()).isEqualTo(LiveScript.value(sample.pts()));
            next.put(sample.turn(), sample.pts() + 1);
        }
    }

    private void picturesCanBeDecodedAndNeverGoBack() {
        long at = -1;
        String turn = "none";
        int frame = -1;
        for (Step.Picture picture : live.pictures) {
            assertThat(picture.at()).isGreaterThan(at);
            assertThat(picture.at() - at).as("how long a picture stays").isLessThanOrEqualTo(6 * 960L);
            at = picture.at();
            boolean another = !picture.turn().equals(turn);
            int first = picture.units().get(0)[0] & 255;
            if (another) {
                assertThat(picture.decodableAlone())
                        .as("first picture of %s", picture.turn())
                        .isTrue();
            } else if (!picture.turn().isEmpty() && !picture.decodableAlone()) {
                assertThat(first).as("what the picture needs").isEqualTo(frame + 1 & 255);
            }
            int last = picture.units().get(picture.units().size() - 1)[0] & 255;
            if (!another && !picture.turn().isEmpty()) {
                assertThat(last).as("frame of %s", turn).isGreaterThan(frame);
            }
            frame = last;
            turn = picture.turn();
        }
    }
}
