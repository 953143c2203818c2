package io.talkmatrix.console.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.talkmatrix.console.Console;
import io.talkmatrix.console.replay.PastTurns;
import io.talkmatrix.console.stand.ScriptedPast;
import io.talkmatrix.console.stand.Stand;
import io.talkmatrix.stage.TurnEvent;
import io.talkmatrix.stage.TurnEvent.Milestone;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Past turns over REST. */
@QuarkusTest
class ReplaysApiTest {

    @TestHTTPResource("/")
    URI root;

    @Inject
    Console console;

    @Inject
    PastTurns turns;

    private final HttpClient http = HttpClient.newHttpClient();
    private final ScriptedPast past = new ScriptedPast();
    private Stand stand;

    @BeforeEach
    void open() {
        stand = new Stand().open(console);
        stand.room("tea", "Tea house");
        turns.open(past);
        past.events.add(new TurnEvent(
                "tea", "t1", 0, "tts", Milestone.FIRST_AUDIO, 0, 0, "hibari", "cpu/int8", "", "", Map.of(), 1_000));
    }

    @AfterEach
    void close() {
        turns.close();
        console.close();
        stand.close();
    }

    @Test
    void whatHappenedIsListed() throws Exception {
        HttpResponse<String> answer = get("api/rooms/tea/turns/t1/events");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).contains("FIRST_AUDIO", "hibari", "\"atMillis\":1000");
        assertThat(get("api/rooms/tea/turns/t2/events").statusCode()).isEqualTo(404);
        assertThat(get("api/rooms/nowhere/turns/t1/events").statusCode()).isEqualTo(404);
        assertThat(get("api/rooms/tea/turns/%20%3Cb%3E/events").statusCode()).isEqualTo(404);
    }

    @Test
    void oneReplayRunsAtATimeAndIsAskedAfter() throws Exception {
        HttpResponse<String> begun = post("api/rooms/tea/turns/t1/replays", "{\"fromStage\":\"tts\"}");
        assertThat(begun.statusCode()).isEqualTo(200);
        assertThat(begun.body()).contains("\"state\":\"RUNNING\"", "\"fromStage\":\"tts\"");
        assertThat(post("api/rooms/tea/turns/t1/replays", "{}").statusCode()).isEqualTo(429);

        past.end(past.running().get(0), true, "1 of 1 turns are the same as then.");
        assertThat(get("api/replays/replay.console-0").body())
                .contains("\"state\":\"DONE\"", "\"same\":true", "the same as then");
        assertThat(get("api/replays/replay.other").statusCode()).isEqualTo(404);
    }

    @Test
    void whatCannotBeIsRefused() throws Exception {
        HttpResponse<String> stage = post("api/rooms/tea/turns/t1/replays", "{\"fromStage\":\"director\"}");
        assertThat(stage.statusCode()).isEqualTo(400);
        assertThat(stage.body()).contains("asr, reply, tts, face");
        assertThat(post("api/rooms/tea/turns/t1/replays", "no json").statusCode())
                .isEqualTo(400);
        turns.close();
        assertThat(get("api/rooms/tea/turns/t1/events").statusCode()).isEqualTo(503);
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return http.send(HttpRequest.newBuilder(root.resolve(path)).build(), BodyHandlers.ofString());
    }

    private HttpResponse<String> post(String path, String body) throws IOException, InterruptedException {
        return http.send(
                HttpRequest.newBuilder(root.resolve(path))
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(body))
                        .build(),
                BodyHandlers.ofString());
    }
}
