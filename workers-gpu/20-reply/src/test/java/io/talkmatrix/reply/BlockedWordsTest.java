package io.talkmatrix.reply;

import static org.assertj.core.api.Assertions.assertThat;

import io.talkmatrix.moderation.Action;
import io.talkmatrix.moderation.WordList;
import io.talkmatrix.moderation.WordRule;
import io.talkmatrix.reply.words.ListedWords;
import io.talkmatrix.stage.Emotion;
import io.talkmatrix.stage.ReplySegment;
import io.talkmatrix.stage.ReplySegment.Source;
import io.talkmatrix.stage.RoomSession;
import io.talkmatrix.stage.UnitId;
import io.talkmatrix.stage.Utterance;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class BlockedWordsTest {

    private static final WordList WORDS = WordList.of(List.of(
            new WordRule("w:1", "微信", Action.DROP, "", WordRule.Match.SOUND),
            new WordRule("w:2", "casino", Action.DROP, "", WordRule.Match.SOUND),
            new WordRule("w:3", "笨蛋", Action.REPLACE, "朋友", WordRule.Match.SOUND),
            new WordRule("w:4", "竞品", Action.ALERT, "", WordRule.Match.SOUND)));

    private final FakeRoom room = new FakeRoom("room");
    private TestStage used;

    @AfterEach
    void close() {
        used.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "加微信",
                "加薇信",
                "微 信",
                "微.信",
                "微❤信",
                "微-信",
                "微　信",
                "微/信",
                "威信号",
                "微芯号",
                "weixin",
                "WeiXin",
                "wei xin",
                "w e i x i n",
                "wei信",
                "微xin",
                "ｗｅｉｘｉｎ",
                "ⓦⓔⓘⓧⓘⓝ",
                "we1x1n",
                "weixiiiin",
                "wéixìn",
                "ωeixin",
                "wеixin",
                "w.e.i.x.i.n",
                "𝐰𝐞𝐢𝐱𝐢𝐧",
                "微。信",
                "微，信",
                "加微！信",
                "微🙂信",
                "w-e-i-x-i-n",
                "casino",
                "CASINO",
                "c a s i n o",
                "c-a-s-i-n-o",
                "cas1n0",
                "c@sino",
                "ca$ino",
                "сasino",
                "саsinо",
                "ｃａｓｉｎｏ",
                "ćasinó",
                "caaaasino",
                "c4sin0",
                "(c)(a)(s)(i)(n)(o)",
                "ᴄᴀsɪɴᴏ",
                "mycasino8",
                "🅒🅐🅢🅘🅝🅞",
                "casi. no",
                "Casi, no",
                "cas!no",
                "微\n信",
                "w e i, x i n"
            })
    void neverReachesTheVoiceWhoeverWroteIt(String disguised) throws InterruptedException {
        Knowledge knowledge = new Knowledge(
                "v", List.of(new KnowledgeRow("f:1", List.of("怎么联系"), "可以" + disguised + "联系我们。", "", "zh")));
        ScriptedModel model = ScriptedModel.saying(Set.of(), "好的，", "你可以", disguised, "联系我。", "谢谢。");
        used = new TestStage(model).library(paths -> knowledge).moderator(new ListedWords(() -> WORDS));
        RoomSession<Utterance> session = used.open(room);

        session.handle(FakeRoom.asked("room", "knowledge", "zh", "怎么联系"), room);
        session.handle(FakeRoom.asked("room", "model", "zh", "今天天气"), room);
        session.handle(script("script", "大家好，" + disguised + "联系我。再见。", Map.of()), room);

        for (String turn : List.of("knowledge", "model", "script")) {
            List<ReplySegment> said = room.segments().stream()
                    .filter(segment -> segment.id().turn().equals(turn))
                    .toList();
            String all = said.stream().map(ReplySegment::text).collect(Collectors.joining(" "));
            assertThat(WORDS.judge(all).dropped()).as(turn + ": " + all).isFalse();
            assertThat(said).filteredOn(ReplySegment::last).as(turn).hasSize(1);
            assertThat(said.get(said.size() - 1).last()).isTrue();
        }
    }

    @Test
    void answerGoesOverToAnotherSubjectAndNothingFollows() throws InterruptedException {
        ScriptedModel model = ScriptedModel.saying(Set.of("zh"), "当然可以。", "加我微信吧。", "我等你。");
        used = new TestStage(model).moderator(new ListedWords(() -> WORDS));
        used.open(room).handle(FakeRoom.asked("room", "t", "zh", "今天天气"), room);

        assertThat(room.texts()).containsExactly("当然可以。", "这个话题我们先不聊，看看别的吧。");
        assertThat(room.segments().get(1).source()).isEqualTo(Source.FALLBACK);
        assertThat(room.segments().get(1).sourceDetail()).isEqualTo("not said: DROP by [w:1]");
    }

    @Test
    void wordsAreReplacedOrOnlyReported() throws InterruptedException {
        ScriptedModel model = ScriptedModel.saying(Set.of("zh"), "笨蛋你好。", "竞品也不错。");
        used = new TestStage(model).moderator(new ListedWords(() -> WORDS));
        used.open(room).handle(FakeRoom.asked("room", "t", "zh", "今天天气"), room);

        assertThat(room.texts()).containsExactly("朋友你好。", "竞品也不错。");
        assertThat(room.segments().get(1).sourceDetail()).endsWith("ALERT by [w:4]");
    }

    @Test
    void hostsOwnWordsAreSaidAsTheyAreWithTheirEmotion() throws InterruptedException {
        used = new TestStage(ScriptedModel.saying(Set.of("zh"), "不该问我。"));
        used.open(room).handle(script("t", "几点开始", Map.of("emotion", "surprised", "intensity", "0.9")), room);

        assertThat(room.segments()).singleElement().satisfies(segment -> {
            assertThat(segment.text()).isEqualTo("几点开始");
            assertThat(segment.source()).isEqualTo(Source.SCRIPT);
            assertThat(segment.emotion()).isEqualTo(Emotion.SURPRISED);
            assertThat(segment.intensity()).isEqualTo(0.9f);
        });
    }

    private static Utterance script(String turn, String text, Map<String, String> how) {
        UnitId id = new UnitId("room", turn, 0, 0, 0);
        return new Utterance(id, text, true, "zh", Utterance.Source.SCRIPT, "", 0, 0, 0, "", text.length(), false, how);
    }
}
