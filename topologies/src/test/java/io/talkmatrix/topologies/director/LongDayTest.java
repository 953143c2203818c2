package io.talkmatrix.topologies.director;

import static org.assertj.core.api.Assertions.assertThat;

import io.talkmatrix.stage.LiveEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** A day of one room's script on a clock of its own, with everything that gets in its way. */
class LongDayTest {

    private static final int INTERRUPTIONS = 500;
    private static final long DAY = Duration.ofHours(24).toMillis();
    private static final List<String> SCRIPT = List.of(
            "[emotion=happy] 欢迎来到直播间。我是你们的主播小美。",
            "[wait=5s] 今天的主推款是轻便跑鞋。鞋底很软。走一天都不累。",
            "这双鞋有五个颜色。喜欢白色的朋友打一。",
            "[wait=12s] 现在下单有优惠。数量有限。先到先得。",
            "[wait=10m] 没有关注的朋友点个关注。我们每天晚上八点都在。");

    private final DirectorSettings settings = DirectorSettings.defaults();
    private final RoomSimulation room = new RoomSimulation("r", settings, RoomSimulation.nothingListed());
    private final Random random = new Random(24);

    @Test
    void neverSilentForLongerThanTheLimitAndTheScriptKeepsItsOrder() {
        room.step = 250;
        room.described(SCRIPT, Map.of(), "zh");
        long end = room.now + DAY;
        for (int i = 0; i < INTERRUPTIONS; i++) {
            room.passes(1_000 + random.nextInt((int) (2 * DAY / INTERRUPTIONS) - 10_000));
            disturb(i);
        }
        room.passes(Math.max(0, end - room.now));

        assertThat(room.now - RoomSimulation.BEGIN).isGreaterThanOrEqualTo(DAY);
        assertThat(room.longestSilence)
                .isPositive()
                .isLessThanOrEqualTo(settings.longestSilence().toMillis());
        assertOrder();
    }

    private void disturb(int number) {
        switch (random.nextInt(6)) {
            case 0 -> room.speaks("guest-" + number, 1_000 + random.nextInt(8_000));
            case 1 -> room.interrupt();
            case 2 -> room.comment("观众" + number, "第" + number + "个问题是什么？");
            case 3 -> room.happens(LiveEvent.Kind.GIFT, "观众" + number, "玫瑰", 1 + random.nextInt(9));
            case 4 -> room.nextHangs = true;
            default -> {
                room.comment("观众" + number, "几点结束呢" + number);
                room.passes(200);
                room.interrupt();
            }
        }
    }

    /** Every sentence is followed by the next one, or by itself if it was cut; none is left out that was not tried twice. */
    private void assertOrder() {
        List<String> sentences = new ArrayList<>();
        room.director.plan(room.state.room()).items().forEach(item -> sentences.addAll(item.sentences()));
        List<RoomSimulation.Turn> said = room.turns.stream()
                .filter(turn ->
                        turn.said != null && room.opened.get(turn.id).detail().startsWith("SCRIPT"))
                .toList();
        assertThat(said.size()).as("sentences said in a day").isGreaterThan(5_000);
        int expected = 0;
        int tries = 0;
        for (RoomSimulation.Turn turn : said) {
            assertThat(turn.said.text())
                    .as("sentence at " + (turn.startedAt - RoomSimulation.BEGIN))
                    .isEqualTo(sentences.get(expected));
            tries++;
            if (turn.outcome.equals("COMPLETED") || tries == 2) {
                expected = (expected + 1) % sentences.size();
                tries = 0;
            }
        }
    }
}
