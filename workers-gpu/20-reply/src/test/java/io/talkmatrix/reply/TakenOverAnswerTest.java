package io.talkmatrix.reply;

import static org.assertj.core.api.Assertions.assertThat;

import io.talkmatrix.stage.ReplySegment;
import io.talkmatrix.stage.ReplySegment.Source;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** An answer whose worker was killed after some clauses: the next one goes on behind them. */
@Timeout(60)
class TakenOverAnswerTest {

    private static final String[] TOKENS = {"Sure", ".", " It", " is", " nice", ".", " Come", " and", " see", "."};

    @Test
    void aModelIsGivenWhatWasSaidAndGoesOnBehindIt() throws InterruptedException {
        List<ReplySegment> whole = answer(ScriptedModel.saying(Set.of("en"), TOKENS), "en", "tell me", List.of());
        assertThat(whole).extracting(ReplySegment::text).containsExactly("Sure.", "It is nice.", "Come and see.");

        for (int said = 1; said < whole.size(); said++) {
            ScriptedModel model = ScriptedModel.saying(Set.of("en"), TOKENS);
            List<ReplySegment> rest = answer(model, "en", "tell me", whole.subList(0, said));

            assertThat(joined(whole.subList(0, said), rest))
                    .usingRecursiveComparison()
                    .isEqualTo(whole);
            assertThat(model.requests.get(0).begun()).isEqualTo(said == 1 ? "Sure." : "Sure. It is nice.");
        }
    }

    @Test
    void aServerThatCannotGoOnIsAskedTo() throws InterruptedException {
        ChatAbilities abilities = new ChatAbilities(Set.of(), true, 6, 1000, false);
        ScriptedModel model = ScriptedModel.answering(
                abilities, question -> List.of(question.startsWith("Go on") ? "It is nice." : "Sure. It is nice."));
        ReplySegment first = segment("Sure.", Source.LLM, "test");

        List<ReplySegment> rest = answer(model, "en", "tell me", List.of(first));

        assertThat(rest).extracting(ReplySegment::text).containsExactly("It is nice.");
        assertThat(rest.get(0).id().segment()).isEqualTo(1);
        assertThat(model.requests
                        .get(0)
                        .messages()
                        .get(model.requests.get(0).messages().size() - 2))
                .isEqualTo(new ChatRequest.Message(ChatRequest.Role.ASSISTANT, "Sure."));
    }

    @Test
    void aModelThatHasNothingToAddEndsTheTurnWithoutAWord() throws InterruptedException {
        List<ReplySegment> said = List.of(segment("Sure.", Source.LLM, "test"));

        List<ReplySegment> rest = answer(ScriptedModel.saying(Set.of("en"), "Sure."), "en", "tell me", said);

        assertThat(rest).extracting(ReplySegment::text).containsExactly("");
        assertThat(rest).extracting(ReplySegment::last).containsExactly(true);
    }

    @Test
    void ofAKnownAnswerTheRestIsSaid() throws InterruptedException {
        List<ReplySegment> whole = answer(null, "zh", "几点开始", List.of());
        assertThat(whole).hasSize(3);

        for (int said = 1; said < whole.size(); said++) {
            List<ReplySegment> rest = answer(null, "zh", "几点开始", whole.subList(0, said));

            assertThat(joined(whole.subList(0, said), rest))
                    .usingRecursiveComparison()
                    .isEqualTo(whole);
        }
    }

    @Test
    void afterAFillerTheAnswerBegins() throws InterruptedException {
        List<ReplySegment> said = List.of(segment("Let me see.", Source.FILLER, "the first clause is late"));
        Fillers fillers = new Fillers(Duration.ofMillis(1), Map.of("en", List.of("Let me see.")));

        List<ReplySegment> rest = answerOf(
                new TestStage(ScriptedModel.saying(Set.of("en"), TOKENS)).fillers(fillers), "en", "tell me", said);

        assertThat(rest).extracting(ReplySegment::text).containsExactly("Sure.", "It is nice.", "Come and see.");
        assertThat(rest).extracting(segment -> segment.id().segment()).containsExactly(1, 2, 3);
    }

    @Test
    void anAnswerThatWasPublishedToItsEndIsNotTouched() throws InterruptedException {
        List<ReplySegment> whole = answer(null, "zh", "几点开始", List.of());

        assertThat(answer(null, "zh", "几点开始", whole)).isEmpty();
    }

    @Test
    void anAnswerOfAnotherKindEndsWhereItIs() throws InterruptedException {
        List<ReplySegment> said = List.of(segment("Something a model said,", Source.LLM, "test"));

        List<ReplySegment> rest = answer(null, "zh", "几点开始", said);

        assertThat(rest).extracting(ReplySegment::text).containsExactly("");
        assertThat(rest).extracting(ReplySegment::last).containsExactly(true);
        assertThat(rest.get(0).degraded()).isEqualTo("begun by another worker, which answered otherwise");
    }

    private static List<ReplySegment> joined(List<ReplySegment> said, List<ReplySegment> rest) {
        return Stream.concat(said.stream(), rest.stream()).toList();
    }

    private static ReplySegment segment(String text, Source source, String detail) {
        return new ReplySegment(
                FakeRoom.asked("room", "turn", "en", "").id(),
                text,
                "en",
                io.talkmatrix.stage.Emotion.NEUTRAL,
                0,
                source,
                detail,
                false,
                "");
    }

    private static List<ReplySegment> answer(
            ScriptedModel model, String language, String question, List<ReplySegment> said)
            throws InterruptedException {
        return answerOf(new TestStage(model), language, question, said);
    }

    private static List<ReplySegment> answerOf(
            TestStage made, String language, String question, List<ReplySegment> said) throws InterruptedException {
        FakeRoom room = new FakeRoom("room");
        room.takenOver(said);
        try (TestStage stage = made) {
            stage.open(room).handle(FakeRoom.asked("room", "turn", language, question), room);
        }
        return room.segments();
    }
}
