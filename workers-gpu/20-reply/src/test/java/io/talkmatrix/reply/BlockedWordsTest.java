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
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

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

    /** The list is the moderation's, so that what is caught there is known to be caught here. */
    static List<String> disguises() throws IOException {
        return Files.readAllLines(Path.of("../../moderation/src/test/resources/disguises.tsv")).stream()
                .filter(line -> !line.startsWith("#"))
                .map(line -> line.split("\t")[1].replace("\\n", "\n"))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("disguises")
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
