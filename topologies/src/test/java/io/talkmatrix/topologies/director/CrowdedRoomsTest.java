package io.talkmatrix.topologies.director;

import static org.assertj.core.api.Assertions.assertThat;

import io.talkmatrix.moderation.Action;
import io.talkmatrix.moderation.WordList;
import io.talkmatrix.moderation.WordRule;
import io.talkmatrix.stage.LiveEvent;
import io.talkmatrix.stage.TurnEvent;
import io.talkmatrix.stage.TurnEvent.Milestone;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Ten thousand live events in a minute over twenty rooms, each with its own sink and voice. */
class CrowdedRoomsTest {

    private static final int ROOMS = 20;
    private static final int EVENTS = 10_000;
    private static final Path GOLDEN = Path.of("src/test/resources/director/choices.txt");
    private static final String[] ASKED = {
        "这个多少钱？", "包邮吗", "什么时候发货？", "有没有大码", "怎么领优惠券？", "质量怎么样", "主播今天真好看", "支持支持", "第一次来", "已经下单了",
        "能便宜点吗？", "颜色有几种", "洗了会缩水吗？", "哈哈哈哈哈", "666", "👍👍👍", "送运费险吗？", "身高一七零穿多大？", "How much is it?", "在哪个仓库发的"
    };
    private static final Path DISGUISES = Path.of("../moderation/src/test/resources/disguises.tsv");
    private static final String[] GIFTS = {"玫瑰", "火箭", "小心心", "嘉年华"};

    private final List<String> blocked = new ArrayList<>();
    private final WordList words = WordList.of(List.of(
            new WordRule("w:1", "微信", Action.DROP, "", WordRule.Match.SOUND),
            new WordRule("w:2", "casino", Action.DROP, "", WordRule.Match.SOUND)));

    @BeforeEach
    void readDisguises() throws IOException {
        Files.readAllLines(DISGUISES).stream()
                .filter(line -> !line.startsWith("#"))
                .map(line -> line.split("\t")[1].replace("\\n", "\n"))
                .forEach(blocked::add);
        assertThat(blocked).hasSizeGreaterThanOrEqualTo(50);
    }

    @Test
    void choicesAreTheOnesLookedAtNoGiftIsLostAndNothingBlockedComesThrough() throws IOException {
        Run first = run();
        Run second = run();

        assertThat(second.choices).as("the same input and clock give the same").isEqualTo(first.choices);
        if (Boolean.getBoolean("talkmatrix.docs.write")) {
            Files.createDirectories(GOLDEN.getParent());
            Files.write(GOLDEN, first.choices);
        }
        assertThat(first.choices).isEqualTo(Files.readAllLines(GOLDEN));
        assertThat(first.thanked).as("gifts thanked for").isEqualTo(first.gifts).isPositive();
        assertThat(first.mostWaiting)
                .isLessThanOrEqualTo(DirectorSettings.defaults().queueCap());
        assertThat(first.said)
                .isNotEmpty()
                .allSatisfy(
                        text -> assertThat(words.judge(text).clean()).as(text).isTrue());
        assertThat(first.withoutReason).as("events without a reason").isEmpty();
        assertThat(first.tried).as("disguises that somebody tried").containsExactlyInAnyOrderElementsOf(blocked);
        assertThat(first.blocked).isGreaterThanOrEqualTo(blocked.size());
    }

    private static final class Run {
        final List<String> choices = new ArrayList<>();
        final List<String> said = new ArrayList<>();
        final List<String> withoutReason = new ArrayList<>();
        final Set<String> tried = new HashSet<>();
        int mostWaiting;
        int gifts;
        int thanked;
        int blocked;
    }

    private Run run() {
        Random random = new Random(2026);
        List<RoomSimulation> rooms = new ArrayList<>();
        for (int i = 0; i < ROOMS; i++) {
            RoomSimulation room = new RoomSimulation("room-" + i, DirectorSettings.defaults(), words::judge);
            room.described(List.of("欢迎来到直播间。今天的主推款是轻便跑鞋。", "[wait=3s] 点击下方链接就能下单。"), Map.of(), "zh");
            rooms.add(room);
        }
        Run run = new Run();
        List<List<String>> events = new ArrayList<>();
        rooms.forEach(room -> events.add(new ArrayList<>()));
        for (int i = 0; i < EVENTS; i++) {
            int at = random.nextInt(ROOMS);
            RoomSimulation room = rooms.get(at);
            long due = RoomSimulation.BEGIN + 60_000L * i / EVENTS;
            if (due > room.now) {
                room.passes(due - room.now);
            }
            LiveEvent event = event(random, room, i);
            if (blocked.contains(event.text())) {
                run.tried.add(event.text());
            }
            if (event.kind() == LiveEvent.Kind.GIFT) {
                run.gifts++;
            }
            events.get(at).add(room.happens(event));
        }
        // The last thanks are said, and what still waits grows too old.
        rooms.forEach(room -> room.passes(90_000));
        for (RoomSimulation room : rooms) {
            read(run, room, events.get(rooms.indexOf(room)));
        }
        return run;
    }

    private LiveEvent event(Random random, RoomSimulation room, int number) {
        int dice = random.nextInt(100);
        String user = "用户" + random.nextInt(40);
        LiveEvent.Kind kind = dice < 60
                ? LiveEvent.Kind.COMMENT
                : dice < 75
                        ? LiveEvent.Kind.GIFT
                        : dice < 85 ? LiveEvent.Kind.ENTER : dice < 90 ? LiveEvent.Kind.FOLLOW : LiveEvent.Kind.LIKE;
        String text = kind == LiveEvent.Kind.COMMENT
                ? random.nextInt(5) == 0
                        ? blocked.get(random.nextInt(blocked.size()))
                        : ASKED[random.nextInt(ASKED.length)]
                : kind == LiveEvent.Kind.GIFT ? GIFTS[random.nextInt(GIFTS.length)] : "";
        return new LiveEvent(
                room.room,
                "test",
                Integer.toString(number),
                kind,
                user,
                text,
                1 + random.nextInt(5),
                Map.of(),
                room.now);
    }

    private static void read(Run run, RoomSimulation room, List<String> events) {
        run.mostWaiting = Math.max(run.mostWaiting, room.mostWaiting);
        Map<String, List<TurnEvent>> reasons = room.verdicts.stream().collect(Collectors.groupingBy(TurnEvent::turn));
        events.stream().filter(turn -> !reasons.containsKey(turn)).forEach(run.withoutReason::add);
        for (RoomSimulation.Turn turn : room.turns) {
            TurnEvent opened = room.opened.get(turn.id);
            run.said.add(turn.said.text());
            run.choices.add(room.room + " " + (opened.atMillis() - RoomSimulation.BEGIN) + " " + opened.detail() + " | "
                    + turn.said.text());
            if (opened.detail().startsWith("GIFTS")) {
                run.thanked += Integer.parseInt(opened.detail().split(" ")[1]);
            }
        }
        run.blocked += (int) room.verdicts.stream()
                .filter(it ->
                        it.milestone() == Milestone.PASSED_OVER && it.detail().startsWith("BLOCKED"))
                .count();
    }
}
