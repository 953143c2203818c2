package io.talkmatrix.reply;

import static org.assertj.core.api.Assertions.assertThat;

import io.talkmatrix.stage.Cancellation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class TokenGateTest {

    private final List<String> read = new ArrayList<>();
    private final AtomicLong nanos = new AtomicLong();

    @Test
    void theBeginningOfAStopStringIsHeldBackUntilItIsDecided() throws InterruptedException {
        TokenGate gate = gate(100, List.of("STOP"));

        gate.accept("ab ST");
        assertThat(read).containsExactly("ab ");
        gate.accept("AR");
        assertThat(read).containsExactly("ab ", "STAR");
        assertThat(gate.accept(" STOP and more")).isFalse();

        assertThat(String.join("", read)).isEqualTo("ab STAR ");
        assertThat(gate.close()).isEqualTo(new ChatResult(3, ChatResult.Finish.STOP_STRING));
    }

    @Test
    void whatWasHeldBackIsReleasedAtTheEnd() throws InterruptedException {
        TokenGate gate = gate(100, List.of("STOP"));
        gate.accept("the ST");

        assertThat(gate.close().finish()).isEqualTo(ChatResult.Finish.END);
        assertThat(String.join("", read)).isEqualTo("the ST");
    }

    @Test
    void theTimeOfTheReaderDoesNotCount() throws InterruptedException {
        TokenGate gate = new TokenGate(
                request(100, List.of()),
                text -> {
                    nanos.addAndGet(Duration.ofSeconds(60).toNanos());
                    return true;
                },
                Cancellation.none(),
                nanos::get);

        assertThat(gate.accept("a")).isTrue();
        nanos.addAndGet(Duration.ofSeconds(10).toNanos() - 1);
        assertThat(gate.open()).isTrue();
        nanos.addAndGet(1);
        assertThat(gate.open()).isFalse();
        assertThat(gate.close().finish()).isEqualTo(ChatResult.Finish.TIME_LIMIT);
    }

    @Test
    void loopsEndTheAnswer() throws InterruptedException {
        assertThat(finishOf(" I love it.", 20)).isEqualTo(ChatResult.Finish.LOOP);
        assertThat(finishOf("欢迎来到直播间，", 20)).isEqualTo(ChatResult.Finish.LOOP);
        assertThat(finishOf("ha", 6)).isEqualTo(ChatResult.Finish.END);
        assertThat(finishOf(" It starts at eight tonight and there are prizes.", 2))
                .isEqualTo(ChatResult.Finish.END);
    }

    private ChatResult.Finish finishOf(String token, int times) throws InterruptedException {
        TokenGate gate = gate(100, List.of());
        for (int i = 0; i < times && gate.accept(token); i++) {
            assertThat(gate.tokens()).isEqualTo(i + 1);
        }
        return gate.close().finish();
    }

    private TokenGate gate(int tokens, List<String> stops) {
        return new TokenGate(request(tokens, stops), read::add, Cancellation.none(), nanos::get);
    }

    private static ChatRequest request(int tokens, List<String> stops) {
        return new ChatRequest(
                List.of(new ChatRequest.Message(ChatRequest.Role.USER, "hi")),
                tokens,
                Duration.ofSeconds(10),
                0.4f,
                1.15f,
                stops,
                1);
    }
}
