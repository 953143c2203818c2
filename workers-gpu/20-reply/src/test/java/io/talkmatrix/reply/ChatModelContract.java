package io.talkmatrix.reply;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.talkmatrix.stage.Cancellation;
import io.talkmatrix.stage.CancelledException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What every chat model promises. Its answer to {@link #QUESTION} must be at least ten tokens long. */
@Timeout(60)
public abstract class ChatModelContract {

    protected static final String QUESTION = "Please tell me in two sentences why people like live streams.";

    /** The model under test, loaded; the subclass closes it. */
    protected abstract ChatModel model();

    @Test
    void theAnswerComesInPieces() throws InterruptedException {
        List<String> pieces = new ArrayList<>();

        ChatResult result = model().stream(request(60, 30, List.of()), collect(pieces), Cancellation.none());

        assertThat(pieces).hasSizeGreaterThanOrEqualTo(10);
        assertThat(String.join("", pieces)).contains(" ").doesNotContain("<|im_end|>");
        assertThat(result.tokens()).isGreaterThanOrEqualTo(pieces.size());
        assertThat(result.finish()).isIn(ChatResult.Finish.END, ChatResult.Finish.TOKEN_LIMIT);
    }

    @Test
    void theSameSeedGivesTheSameAnswer() throws InterruptedException {
        assertThat(answer(request(30, 30, List.of()))).isEqualTo(answer(request(30, 30, List.of())));
    }

    @Test
    void theTokenLimitIsKept() throws InterruptedException {
        ChatResult result = model().stream(request(5, 30, List.of()), text -> true, Cancellation.none());

        assertThat(result).isEqualTo(new ChatResult(5, ChatResult.Finish.TOKEN_LIMIT));
    }

    @Test
    void aStopStringEndsTheAnswerAndIsNotPartOfIt() throws InterruptedException {
        String whole = answer(request(30, 30, List.of()));
        String stop = whole.substring(whole.length() / 2, whole.length() / 2 + 4);
        List<String> pieces = new ArrayList<>();

        ChatResult result = model().stream(request(30, 30, List.of(stop)), collect(pieces), Cancellation.none());

        assertThat(String.join("", pieces)).isEqualTo(whole.substring(0, whole.indexOf(stop)));
        assertThat(result.finish()).isEqualTo(ChatResult.Finish.STOP_STRING);
    }

    @Test
    void theReaderCanEndTheAnswer() throws InterruptedException {
        List<String> pieces = new ArrayList<>();

        ChatResult result = model().stream(
                request(60, 30, List.of()), text -> pieces.add(text) && pieces.size() < 3, Cancellation.none());

        assertThat(pieces).hasSize(3);
        assertThat(result.finish()).isEqualTo(ChatResult.Finish.READER);
    }

    @Test
    void aCutEndsTheAnswerBetweenTokens() {
        CancellationFlag cut = new CancellationFlag();
        List<String> pieces = new ArrayList<>();

        assertThatThrownBy(() -> model().stream(
                        request(60, 30, List.of()),
                        text -> {
                            pieces.add(text);
                            cut.cancel();
                            return true;
                        },
                        cut))
                .isInstanceOf(CancelledException.class);
        assertThat(pieces).hasSize(1);
    }

    @Test
    void aTurnThatIsAlreadyCutGetsNoToken() {
        CancellationFlag cut = new CancellationFlag();
        cut.cancel();

        assertThatThrownBy(() -> model().stream(
                        request(60, 30, List.of()),
                        text -> {
                            throw new AssertionError("got " + text);
                        },
                        cut))
                .isInstanceOf(CancelledException.class);
    }

    @Test
    void theTimeLimitEndsTheAnswer() throws InterruptedException {
        ChatRequest soon = new ChatRequest(messages(), 60, Duration.ofMillis(2), 0.4f, 1.15f, List.of(), 7);

        ChatResult result = model().stream(soon, text -> true, Cancellation.none());

        assertThat(result.finish()).isEqualTo(ChatResult.Finish.TIME_LIMIT);
    }

    @Test
    void twoAnswersAtOnceDoNotMix() throws Exception {
        String alone = answer(request(20, 30, List.of()));

        CompletableFuture<String> first = CompletableFuture.supplyAsync(() -> unchecked(request(20, 30, List.of())));
        CompletableFuture<String> second = CompletableFuture.supplyAsync(() -> unchecked(request(20, 30, List.of())));

        assertThat(first.get(50, TimeUnit.SECONDS)).startsWith(alone.substring(0, 8));
        assertThat(second.get(50, TimeUnit.SECONDS)).startsWith(alone.substring(0, 8));
    }

    @Test
    void theModelSaysWhatItIs() {
        assertThat(model().engine().engine()).isNotBlank();
        assertThat(model().engine().model()).isNotBlank();
        assertThat(model().engine().device()).isNotBlank();
    }

    protected static ChatRequest request(int tokens, int seconds, List<String> stop) {
        return new ChatRequest(messages(), tokens, Duration.ofSeconds(seconds), 0.4f, 1.15f, stop, 7);
    }

    protected String answer(ChatRequest request) throws InterruptedException {
        List<String> pieces = new ArrayList<>();
        model().stream(request, collect(pieces), Cancellation.none());
        return String.join("", pieces);
    }

    private String unchecked(ChatRequest request) {
        try {
            return answer(request);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static ChatModel.TokenSink collect(List<String> pieces) {
        return text -> pieces.add(text);
    }

    private static List<ChatRequest.Message> messages() {
        return List.of(
                new ChatRequest.Message(ChatRequest.Role.SYSTEM, "You are a friendly live-stream host."),
                new ChatRequest.Message(ChatRequest.Role.USER, QUESTION));
    }
}
