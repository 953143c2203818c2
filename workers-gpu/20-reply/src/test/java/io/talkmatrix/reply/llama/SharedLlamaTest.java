package io.talkmatrix.reply.llama;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.talkmatrix.inference.models.ModelStore;
import io.talkmatrix.reply.CancellationFlag;
import io.talkmatrix.reply.ChatAbilities;
import io.talkmatrix.reply.ChatRequest;
import io.talkmatrix.reply.ChatRequest.Message;
import io.talkmatrix.reply.ChatRequest.Role;
import io.talkmatrix.reply.ChatResult;
import io.talkmatrix.stage.Cancellation;
import io.talkmatrix.stage.CancelledException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The real SmolLM2-135M with conversations of several rooms at once, each kept in a slot. */
@Timeout(120)
class SharedLlamaTest {

    private static final LlamaSettings SETTINGS = new LlamaSettings(
            "smollm2-135m",
            "q4_1",
            ChatTemplate.CHATML,
            new ChatAbilities(Set.of("en"), false, 2, 120, true),
            2,
            4,
            1024,
            true);
    private static final List<String> CITIES = List.of("Paris", "Tokyo", "Cairo", "Sydney");
    private static LlamaChatModel model;

    @BeforeAll
    static void load() {
        model = LlamaChatModel.load(
                ModelStore.ofProcess().file("smollm2-135m", "model.gguf"), SETTINGS, System::nanoTime);
    }

    @AfterAll
    static void release() {
        model.close();
    }

    /** Each room talks about its own city; what it hears is its own conversation's answer. */
    @Test
    void noAnswerCrossesConversations() throws Exception {
        List<CompletableFuture<String>> answers = CITIES.stream()
                .map(city -> CompletableFuture.supplyAsync(() -> say(about(city, "What should I see there?"), 32)))
                .toList();

        for (int i = 0; i < CITIES.size(); i++) {
            String answer = answers.get(i).get(100, TimeUnit.SECONDS);
            System.out.println(CITIES.get(i) + ": " + answer);
            for (String other : CITIES) {
                if (!other.equals(CITIES.get(i))) {
                    assertThat(answer)
                            .as("what the room that asked for %s hears", CITIES.get(i))
                            .doesNotContain(other);
                }
            }
        }
        long own = 0;
        for (int i = 0; i < CITIES.size(); i++) {
            own += answers.get(i).get().contains(CITIES.get(i)) ? 1 : 0;
        }
        assertThat(own).as("answers that name the room's own city").isGreaterThanOrEqualTo(2);
    }

    @Test
    void whatWasReadAheadNeedNotBeReadAgain() throws InterruptedException {
        String city = "Lima";
        List<Message> question = about(city, "Where can I eat well there?");
        List<Message> opening = new ArrayList<>(about(city, "Where can I"));
        double cold = firstTokenMillis(about("Rome", "Where can I eat well there?"));
        double first = readingMillis(opening);
        double again = readingMillis(about(city, "Where can I eat"));

        double warm = firstTokenMillis(question);

        System.out.printf(
                Locale.ROOT,
                "first token of a %d token prompt: %.0f ms, read ahead: %.0f ms%n",
                model.tokens(ChatTemplate.CHATML.write(question)),
                cold,
                warm);
        assertThat(again).as("reading on, against %.0f ms at first", first).isLessThan(first);
        assertThat(warm).isLessThan(cold);
    }

    @Test
    void anAnswerGoesOnWhereItWasStopped() throws InterruptedException {
        ChatRequest whole = request(about("Oslo", "Tell me about the weather there."), 40, "");
        StringBuilder begun = new StringBuilder();

        ChatResult stopped = model.stream(
                whole,
                piece -> {
                    begun.append(piece);
                    return begun.length() < 30;
                },
                Cancellation.none());
        StringBuilder rest = new StringBuilder();
        model.stream(
                request(whole.messages(), 40 - stopped.tokens(), begun.toString()),
                piece -> {
                    rest.append(piece);
                    return true;
                },
                Cancellation.none());

        System.out.println("[" + begun + "][" + rest + "]");
        assertThat(stopped.finish()).isEqualTo(ChatResult.Finish.READER);
        assertThat(rest.toString()).isNotBlank().doesNotStartWith(begun.toString());
        assertThat(stopped.tokens()).isLessThan(40);
    }

    @Test
    void aCutFreesTheSlotWithinOneToken() throws InterruptedException {
        for (int i = 0; i < 2 * SETTINGS.slots(); i++) {
            CancellationFlag cut = new CancellationFlag();
            int[] tokens = new int[1];
            assertThatThrownBy(() -> model.stream(
                            request(about("Madrid", "Tell me a long story."), 64, ""),
                            piece -> {
                                tokens[0]++;
                                cut.cancel();
                                return true;
                            },
                            cut))
                    .isInstanceOf(CancelledException.class);
            assertThat(tokens[0]).isEqualTo(1);
        }
        assertThat(say(about("Madrid", "Is it warm there?"), 8)).isNotBlank();
    }

    private static double readingMillis(List<Message> beginning) throws InterruptedException {
        long start = System.nanoTime();
        model.readAhead(beginning, Cancellation.none());
        return (System.nanoTime() - start) / 1e6;
    }

    private static double firstTokenMillis(List<Message> messages) throws InterruptedException {
        long start = System.nanoTime();
        long[] first = new long[1];
        model.stream(
                request(messages, 2, ""),
                piece -> {
                    first[0] = first[0] == 0 ? System.nanoTime() : first[0];
                    return true;
                },
                Cancellation.none());
        return (first[0] - start) / 1e6;
    }

    private static String say(List<Message> messages, int tokens) {
        StringBuilder text = new StringBuilder();
        try {
            model.stream(
                    request(messages, tokens, ""),
                    piece -> {
                        text.append(piece);
                        return true;
                    },
                    Cancellation.none());
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        return text.toString();
    }

    private static List<Message> about(String city, String question) {
        return List.of(
                new Message(Role.SYSTEM, "You are a friendly guide of the city of " + city + "."),
                new Message(Role.USER, "Tell me about " + city + "."),
                new Message(Role.ASSISTANT, city + " is a large city with many museums, parks and old streets."),
                new Message(Role.USER, question));
    }

    private static ChatRequest request(List<Message> messages, int tokens, String begun) {
        return new ChatRequest(messages, tokens, Duration.ofSeconds(60), 0.4f, 1.15f, List.of(), 7, begun);
    }
}
