package io.talkmatrix.reply;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.talkmatrix.reply.mandarin.HanLpPronunciation;
import io.talkmatrix.stage.StageRoom;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;

/** With a thread of the model's that works when the test says so. */
class ReadingAheadTest {

    private final FakeRoom room = new FakeRoom("room");
    private final ScriptedModel model =
            ScriptedModel.answering(new ChatAbilities(Set.of("en"), false, 2, 100, true), question -> List.of("Yes."));
    private final Queue<Runnable> thread = new ArrayDeque<>();
    private final ReadingAhead ahead = ahead(thread::add);

    @Test
    void whoeverTellsOfAConversationDoesNotCountItsTokens() {
        ahead.follow(room);

        room.heard("before", "who are you", "A host.");

        assertThat(model.counted).isEmpty();
        thread.remove().run();
        assertThat(model.counted).contains("who are you", "A host.");
        assertThat(model.read).hasSize(1);
    }

    @Test
    void whatIsReadIsAllThatWasSaidUntilThen() {
        ahead.follow(room);

        room.heard("first", "who are you", "A host.");
        room.heard("second", "what do you sell", "Tea.");

        assertThat(thread).hasSize(1);
        thread.remove().run();
        assertThat(model.read).singleElement().satisfies(read -> assertThat(read)
                .extracting(ChatRequest.Message::text)
                .endsWith("who are you", "A host.", "what do you sell", "Tea.", ""));
    }

    @Test
    void whatMoreRoomsSayThanTheModelKeepsApartIsReadWhenTheyAsk() {
        model.keeping(1);
        ahead.follow(room);
        StageRoom.Watch other = ahead.follow(new FakeRoom("other"));

        room.heard("before", "who are you", "A host.");
        thread.remove().run();
        assertThat(model.read).isEmpty();

        other.close();
        room.heard("again", "really", "Yes.");
        thread.remove().run();
        assertThat(model.read).hasSize(1);
    }

    @Test
    void whoTellsOfAConversationIsNotDisturbedWhenTheModelIsReleased() {
        ahead(task -> {
                    throw new RejectedExecutionException("shut down");
                })
                .follow(room);

        assertThatCode(() -> room.heard("before", "who are you", "A host.")).doesNotThrowAnyException();
        assertThat(model.read).isEmpty();
    }

    private ReadingAhead ahead(Executor threads) {
        TestStage settings = new TestStage(model);
        Answerer answerer = new Answerer(
                paths -> TestStage.KNOWLEDGE,
                new CommonAnswers(Map.of("en", settings.embedder), new HanLpPronunciation()),
                Optional.of(model),
                settings.rules());
        return new ReadingAhead(answerer, new ModelQueue(1, threads), true);
    }
}
