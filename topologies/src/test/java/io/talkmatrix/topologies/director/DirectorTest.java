package io.talkmatrix.topologies.director;

import static org.assertj.core.api.Assertions.assertThat;

import io.talkmatrix.moderation.Action;
import io.talkmatrix.moderation.WordList;
import io.talkmatrix.moderation.WordRule;
import io.talkmatrix.stage.Command;
import io.talkmatrix.stage.LiveEvent;
import io.talkmatrix.stage.LiveEvent.Kind;
import io.talkmatrix.stage.TurnIds;
import io.talkmatrix.stage.Utterance;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DirectorTest {

    private final WordList words = WordList.of(List.of(
            new WordRule("words.csv:1", "微信", Action.DROP, "", WordRule.Match.SOUND),
            new WordRule("words.csv:2", "笨蛋", Action.MASK, "", WordRule.Match.SOUND)));
    private final RoomSimulation room = new RoomSimulation("r", DirectorSettings.defaults(), words::judge);

    @BeforeEach
    void open() {
        room.described(List.of(), Map.of(), "zh");
    }

    @Test
    void commentIsOpenedAsATurnNamedAfterItsEvent() {
        LiveEvent event = new LiveEvent("r", "douyin", "42", Kind.COMMENT, "小王", "多少钱？", 1, Map.of(), room.now - 500);
        room.happens(event);

        Utterance said = room.turns.get(0).said;
        assertThat(said.id().turn()).isEqualTo(TurnIds.of(room.now - 500, "r", "douyin/42", 0));
        assertThat(TurnIds.captureMillis(said.id().turn())).isEqualTo(room.now - 500);
        assertThat(said.source()).isEqualTo(Utterance.Source.COMMENT);
        assertThat(said.speaker()).isEqualTo("小王");
        assertThat(said.text()).isEqualTo("多少钱？");
        assertThat(room.reason(said.id().turn())).isEqualTo("OPENED COMMENT: a question, first of 1");
    }

    @Test
    void sameEventTwiceIsOneTurn() {
        LiveEvent event = new LiveEvent("r", "p", "1", Kind.COMMENT, "a", "你好啊", 1, Map.of(), room.now);
        room.happens(event);
        room.happens(event);

        assertThat(room.turns).hasSize(1);
        assertThat(room.verdicts.get(1).detail()).isEqualTo("SEEN_BEFORE");
    }

    @Test
    void questionsComeBeforeOtherCommentsAndAnswersAreMadeReadyInTime() {
        room.length = text -> 8_000;
        room.comment("a", "主播好漂亮啊");
        room.passes(1_100);
        room.comment("b", "今天天气不错");
        room.passes(1_100);
        room.comment("c", "什么时候发货？");
        assertThat(room.turns)
                .as("nothing is opened while much is left to be said")
                .hasSize(1);
        room.passes(15_000);

        assertThat(room.said()).containsExactly("COMMENT 主播好漂亮啊", "COMMENT 什么时候发货？", "COMMENT 今天天气不错");
        RoomSimulation.Turn first = room.turns.get(0);
        long opened = room.opened.get(room.turns.get(1).id).atMillis();
        assertThat(first.audioAt + first.lengthMillis - opened)
                .as("opened ahead of its start")
                .isBetween(1L, 3_000L);
    }

    @Test
    void likeCommentsAreAnsweredOnce() {
        room.comment("a", "这个多少钱？");
        String like = room.comment("b", "这个多少钱！！");
        String other = room.comment("b", "包邮吗");

        assertThat(room.reason(like)).startsWith("PASSED_OVER SIMILAR to " + room.turns.get(0).id);
        assertThat(room.reason(other)).isEmpty();
        room.passes(70_000);
        assertThat(room.reason(room.comment("c", "这个多少钱")))
                .as("a minute later it may be asked again")
                .startsWith("OPENED");
    }

    @Test
    void inACrowdOneCommentOfAMomentIsKeptAQuestionRatherThanAnotherOne() {
        room.length = text -> 8_000;
        room.comment("a", "第一句话啊");
        room.passes(1_000);
        String plain = room.comment("b", "哈哈哈真好");
        String question = room.comment("c", "有优惠券吗");
        String late = room.comment("d", "我也要一个");

        assertThat(room.reason(plain)).contains("FORGET_WINDOW: a question");
        assertThat(room.reason(late)).contains("FORGET_WINDOW: 1 kept");
        assertThat(room.state.waiting()).extracting(Candidate::turn).containsExactly(question);
    }

    @Test
    void blockedWordsAreNeverTakenUpAndMaskedOnesOnlyMasked() {
        String blocked = room.comment("a", "加我 w e i x i n 聊");
        room.comment("b", "主播是笨蛋吗");

        assertThat(room.reason(blocked)).isEqualTo("PASSED_OVER BLOCKED by [words.csv:1]");
        assertThat(room.said()).containsExactly("COMMENT 主播是**吗");
    }

    @Test
    void onePersonDoesNotTakeTheRoomAndARoomAnswersOnlySoMany() {
        room.described(List.of(), Map.of("user-per-minute", "2", "room-per-minute", "3"), "zh");
        for (String text : List.of("一号问题是什么", "衣服多大尺码", "快递要几天呢")) {
            room.comment("same", text);
            room.passes(8_000);
        }
        room.comment("x", "颜色有哪些呢");
        room.passes(8_000);
        room.comment("y", "材质怎么样啊");
        room.passes(8_000);

        assertThat(room.verdicts)
                .filteredOn(it -> it.detail().startsWith("USER_RATE"))
                .hasSize(1);
        assertThat(room.turns).as("the fourth waits for the minute to pass").hasSize(3);
        room.passes(25_000);
        assertThat(room.opened.get(room.turns.get(3).id).atMillis()
                        - room.opened.get(room.turns.get(0).id).atMillis())
                .isBetween(60_000L, 60_200L);
    }

    @Test
    void giftsOfAMomentAreThankedForTogetherAndCounted() {
        room.happens(Kind.GIFT, "小王", "玫瑰", 3);
        room.passes(1_000);
        room.happens(Kind.GIFT, "小王", "玫瑰", 7);
        room.happens(Kind.GIFT, "阿强", "火箭", 1);
        room.passes(20_000);

        assertThat(room.turns).hasSize(1);
        assertThat(room.turns.get(0).said.text()).contains("小王送的10个玫瑰、阿强送的火箭");
        assertThat(room.turns.get(0).said.source()).isEqualTo(Utterance.Source.SCRIPT);
        assertThat(room.verdicts)
                .filteredOn(it -> it.detail().startsWith("GIFTS in"))
                .hasSize(2);
    }

    @Test
    void thanksThatWereCutAreSaidAgain() {
        room.happens(Kind.GIFT, "小王", "玫瑰", 1);
        room.passes(6_000);
        room.interrupt();
        room.passes(20_000);

        assertThat(room.said()).hasSize(2).allSatisfy(said -> assertThat(said).contains("小王送的玫瑰"));
    }

    @Test
    void listedNameIsNotSaid() {
        room.happens(Kind.FOLLOW, "加微信8888", "", 1);
        room.passes(10_000);

        assertThat(room.said()).singleElement().asString().contains("一位朋友").doesNotContain("微信");
    }

    @Test
    void operatorIsHeardAtOnceAndMayHoldEverythingElse() {
        room.comment("a", "你好主播你好");
        room.asks(Command.Kind.SAY, Map.of("text", "马上开奖！"));
        room.passes(100);
        assertThat(room.active().said.text()).isEqualTo("马上开奖！");

        room.asks(Command.Kind.DIRECT, Map.of("do", "hold"));
        room.comment("b", "几点结束呢？");
        room.passes(20_000);
        assertThat(room.turns).hasSize(2);
        room.asks(Command.Kind.SAY, Map.of("ask", "几点结束呢？", "user", "b"));
        room.passes(10_000);
        assertThat(room.said()).endsWith("ASKED 几点结束呢？");
        room.asks(Command.Kind.DIRECT, Map.of("do", "go"));
        room.passes(10_000);
        assertThat(room.turns).hasSize(4);
    }

    @Test
    void operatorsOwnWordsAreLookedAtToo() {
        room.asks(Command.Kind.SAY, Map.of("text", "加我微信"));

        assertThat(room.turns).isEmpty();
        assertThat(room.verdicts.get(0).detail()).isEqualTo("BLOCKED by [words.csv:1]");
    }

    @Test
    void scriptGoesRoundSentenceBySentenceWithItsDirectionsAndWaits() {
        room.described(List.of("[emotion=happy action=wave wait=4s] 大家晚上好！今天给大家带来新品。", "这款鞋子很轻。"), Map.of(), "zh");
        room.passes(30_000);

        assertThat(room.said()).startsWith("SCRIPT 大家晚上好！今天给大家带来新品。", "SCRIPT 这款鞋子很轻。", "SCRIPT 大家晚上好！今天给大家带来新品。");
        assertThat(room.turns.get(0).said.directions())
                .containsEntry("emotion", "happy")
                .containsEntry("action", "wave")
                .containsEntry("item", "1");
        RoomSimulation.Turn first = room.turns.get(0);
        assertThat(room.turns.get(1).startedAt - first.audioAt - first.lengthMillis)
                .isBetween(4_000L, 4_200L);
    }

    @Test
    void commentCutsInAtTheEndOfASentenceAndTheScriptGoesOnWhereItStopped() {
        room.described(List.of("第一句话说完了。第二句话说完了。第三句话说完了。"), Map.of(), "zh");
        room.passes(1_000);
        room.comment("a", "包邮吗？");
        room.passes(12_000);

        assertThat(room.said()).startsWith("SCRIPT 第一句话说完了。", "COMMENT 包邮吗？", "SCRIPT 第二句话说完了。", "SCRIPT 第三句话说完了。");
        assertThat(room.turns.get(0).outcome).isEqualTo("COMPLETED");
    }

    @Test
    void sentenceThatWasCutIsSaidAgainOnceAndThenTheScriptGoesOn() {
        room.described(List.of("第一句话说完了。第二句话说完了。"), Map.of(), "zh");
        room.passes(1_000);
        room.speaks("guest", 2_000);
        room.passes(4_000);
        room.interrupt();
        room.passes(3_000);

        assertThat(room.said()).startsWith("SCRIPT 第一句话说完了。", "SCRIPT 第一句话说完了。", "SCRIPT 第二句话说完了。");
    }

    @Test
    void operatorSkipsAnItemAndNewScriptGoesOnWithTheSameOne() {
        room.described(List.of("第一句话说完了。", "第二句话说完了。", "第三句话说完了。"), Map.of(), "zh");
        room.passes(500);
        room.asks(Command.Kind.DIRECT, Map.of("do", "skip"));
        room.passes(1_500);
        assertThat(room.active().said.text()).isEqualTo("第二句话说完了。");
        room.described(List.of("全新的开场白。", "第二句话说完了。", "全新的结束语。"), Map.of(), "zh");
        room.passes(5_000);

        assertThat(room.said()).containsSubsequence("SCRIPT 第二句话说完了。", "SCRIPT 全新的结束语。");
        assertThat(room.said()).doesNotContain("SCRIPT 第三句话说完了。");
    }

    @Test
    void roomWithoutScriptAndIdleLinesIsLeftAloneAndOneWithIdleLinesIsNeverSilentForLong() {
        room.passes(120_000);
        assertThat(room.turns).isEmpty();

        room.described(List.of(), Map.of("idle", "有问题可以打在公屏上。\n喜欢的朋友点个关注。", "longest-silence", "10s"), "zh");
        room.longestSilence = 0;
        room.passes(1);
        room.longestSilence = 0;
        long begin = room.now;
        room.passes(60_000);
        assertThat(room.said()).startsWith("IDLE 有问题可以打在公屏上。", "IDLE 喜欢的朋友点个关注。", "IDLE 有问题可以打在公屏上。");
        assertThat(room.turns.get(0).audioAt - begin).isLessThanOrEqualTo(10_000);
    }

    @Test
    void turnThatNeverSoundsIsCutBeforeTheSilenceGetsTooLong() {
        room.described(List.of("第一句话说完了。第二句话说完了。"), Map.of(), "zh");
        room.passes(100);
        room.active().hangs = true;
        room.passes(20_000);

        assertThat(room.turns.get(0).outcome).isEqualTo("INTERRUPTED");
        assertThat(room.turns.get(1).said.text()).isEqualTo("第一句话说完了。");
        assertThat(room.longestSilence).isLessThanOrEqualTo(20_000);
    }

    @Test
    void voiceThatFailsIsAskedEverMoreSeldom() {
        room.described(List.of("第一句话说完了。第二句话说完了。"), Map.of(), "zh");
        room.fails = true;
        room.passes(60_000);
        int failed = room.turns.size();
        room.fails = false;
        room.passes(60_000);

        assertThat(failed).isBetween(4, 10);
        assertThat(room.turns.get(room.turns.size() - 2).outcome).isEqualTo("COMPLETED");
    }

    @Test
    void turnThatIsOpenedAgainAfterItsEndKeepsNobodyWaitingForever() {
        room.described(List.of("第一句话说完了。第二句话说完了。"), Map.of(), "zh");
        room.passes(500);
        String first = room.active().id;
        room.passes(4_000);
        room.reopens(first);
        room.passes(310_000);

        assertThat(room.turns.size()).isGreaterThan(4);
    }

    @Test
    void pausedRoomIsLeftAlone() {
        room.described(List.of("第一句话说完了。第二句话说完了。"), Map.of(), "zh");
        room.passes(1_000);
        room.pause(true);
        room.passes(60_000);
        assertThat(room.turns).hasSize(1);
        room.pause(false);
        room.passes(5_000);
        assertThat(room.turns.size()).isGreaterThan(1);
    }

    @Test
    void closedRoomTakesNothingUp() {
        room.comment("a", "第一个问题？");
        room.comment("b", "第二个问题呢？");
        room.closed();
        assertThat(room.verdicts.get(room.verdicts.size() - 1).detail()).isEqualTo("ROOM_NOT_OPEN");
        assertThat(room.reason(room.comment("c", "还在吗？"))).isEqualTo("PASSED_OVER ROOM_NOT_OPEN");
        assertThat(room.state.waiting()).isEmpty();
    }

    @Test
    void wrongRoomSettingsAreToldAndTheInstallationsCount() {
        room.described(List.of("[emotion=furious] 你好。", "这一条是好的。"), Map.of("queue-cap", "many"), "zh");

        assertThat(room.verdicts)
                .extracting(it -> it.milestone() + " " + it.detail())
                .containsExactly(
                        "PREPARE_FAILED director.queue-cap must be a number, it is many",
                        "PREPARE_FAILED script item 1: emotion is neutral, happy, sad, surprised or serious, not furious");
        room.passes(2_000);
        assertThat(room.said()).startsWith("SCRIPT 这一条是好的。");
    }

    @Test
    void oldCommentIsPassedOverAtOnceAndOneThatWaitedTooLongLater() {
        LiveEvent old = new LiveEvent("r", "p", "1", Kind.COMMENT, "a", "还有货吗", 1, Map.of(), room.now - 61_000);
        assertThat(room.reason(room.happens(old))).isEqualTo("PASSED_OVER TOO_OLD: 61 s");
        room.asks(Command.Kind.DIRECT, Map.of("do", "hold"));
        String waited = room.comment("b", "有没有大码？");
        room.passes(61_000);
        assertThat(room.reason(waited)).isEqualTo("PASSED_OVER TOO_OLD: waited 60 s");
    }
}
