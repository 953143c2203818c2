package io.talkmatrix.console.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.talkmatrix.console.Console;
import io.talkmatrix.console.stand.ScriptedBackend.Asked;
import io.talkmatrix.console.stand.Stand;
import io.talkmatrix.stage.Command;
import io.talkmatrix.stage.LiveEvent;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
class RoomsApiTest {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    @Inject
    Console console;

    @TestHTTPResource("/")
    URI root;

    private final HttpClient client = HttpClient.newHttpClient();
    private Stand stand;

    @BeforeEach
    void open() {
        stand = new Stand().open(console);
    }

    @AfterEach
    void close() {
        console.close();
        stand.close();
    }

    @Test
    void whatIsMadeCanBeReadChangedAndDeleted() throws Exception {
        HttpResponse<String> made =
                send("POST", "/api/rooms", "{\"room\":\"tea\",\"title\":\"茶\",\"language\":\"zh\"}");
        assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
        assertThat(made.headers().firstValue("Location"))
                .hasValueSatisfying(at -> assertThat(at).endsWith("/api/rooms/tea"));

        JsonNode changed = json(send("PUT", "/api/rooms/tea", "{\"voice\":{\"zh\":\"zm_yunxi\"}}"));
        assertThat(changed.path("title").asText()).isEqualTo("茶");
        assertThat(changed.path("voice").path("zh").asText()).isEqualTo("zm_yunxi");
        assertThat(stand.backend.room("tea").orElseThrow().clockSink()).isEqualTo("live");

        assertThat(send("DELETE", "/api/rooms/tea", "").statusCode()).isEqualTo(204);
        assertThat(stand.backend.commands.poll(5, TimeUnit.SECONDS).kind()).isEqualTo(Command.Kind.CLOSE_ROOM);
        assertThat(send("GET", "/api/rooms/tea", "").statusCode()).isEqualTo(404);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "room | {'room':'a/b','title':'x'}",
                "room | {'room':'..','title':'x'}",
                "title | {'title':''}",
                "title | {'title':7}",
                "avatar | {'title':'x','avatar':'/etc/passwd'}",
                "voice.zh | {'title':'x','voice':{'zh':'nobody'}}",
                "language | {'title':'x','language':'tlh'}",
                "knowledge[0] | {'title':'x','knowledge':['/etc/passwd']}",
                "script | {'title':'x','script':'one'}",
                "script[0] | {'title':'x','script':['[emotion=furious] Hello.']}",
                "outputs[0] | {'title':'x','outputs':['rtmp://host/app?key=secret']}",
                "outputs[0] | {'title':'x','outputs':['rtmp://host/app/secret']}",
                "outputs[1] | {'title':'x','outputs':['hls','youtube']}",
                "light | {'title':'x','light':'sun'}",
                "director | {'title':'x','director':{'room-per-minut':'5'}}",
                "colour | {'title':'x','colour':'red'}",
                "scene | {'title':'x','scene':{'layout':'4:3'}}",
                "scene.background | {'title':'x','scene':{'background':'/etc/passwd'}}",
                "scene.logo | {'title':'x','scene':{'logo':'/etc/passwd'}}",
            })
    void aRefusedRoomNamesTheField(String field, String body) throws Exception {
        HttpResponse<String> refused = send("POST", "/api/rooms", body.replace('\'', '"'));

        assertThat(refused.statusCode()).as(refused.body()).isEqualTo(400);
        assertThat(refused.headers().firstValue("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("application/problem+json"));
        assertThat(json(refused).path("field").asText()).isEqualTo(field);
        assertThat(json(refused).path("detail").asText()).startsWith(field);
        assertThat(stand.backend.rooms()).isEmpty();
    }

    @Test
    void aRoomIsMadeInASceneAndItsFaceHasAPicture() throws Exception {
        String body =
                "{'title':'x','avatar':'mei','scene':{'layout':'9:16','background':'#102030','subtitles':'true'}}";
        HttpResponse<String> made = send("POST", "/api/rooms", body.replace('\'', '"'));

        assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
        assertThat(json(made).path("scene").path("layout").asText()).isEqualTo("9:16");
        assertThat(stand.backend.rooms())
                .singleElement()
                .extracting(room -> room.scene().background())
                .isEqualTo("#102030");
        assertThat(send("GET", "/api/avatars/mei/picture", "").statusCode()).isEqualTo(200);
        assertThat(send("GET", "/api/avatars/nobody/picture", "").statusCode()).isEqualTo(404);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"no json", "[]", "null", "''", "{\"title\":"})
    void aBodyThatIsNoObjectIsRefused(String body) throws Exception {
        HttpResponse<String> refused = send("POST", "/api/rooms", body);

        assertThat(refused.statusCode()).as(refused.body()).isEqualTo(400);
        assertThat(json(refused).path("detail").asText()).isNotEmpty();
    }

    @Test
    void aRoomIsNotMadeTwice() throws Exception {
        stand.room("tea", "Tea");

        assertThat(send("POST", "/api/rooms", "{\"room\":\"tea\",\"title\":\"x\"}")
                        .statusCode())
                .isEqualTo(409);
    }

    @Test
    void aRoomIsClonedStoppedStartedAndEachChangeLeavesATrace() throws Exception {
        stand.room("tea", "Tea");
        send(
                "PUT",
                "/api/rooms/tea",
                "{\"script\":[\"[wait=2s] Hello.\"],\"director\":{\"idle\":\"Hi\"},"
                        + "\"outputs\":[\"record\",\"rtmp://host/app/${env:TALKMATRIX_STREAM_TEA}\"]}");

        JsonNode copy = json(send("POST", "/api/rooms/tea/clone", "{\"room\":\"tea2\"}"));
        assertThat(copy.path("script").get(0).asText()).isEqualTo("[wait=2s] Hello.");
        assertThat(copy.path("outputs").toString())
                .as("files of its own, but no address of another room's")
                .isEqualTo("[\"record\"]");
        assertThat(json(send("POST", "/api/rooms/tea/stop", "")).path("open").asBoolean())
                .isFalse();
        assertThat(json(send("GET", "/api/rooms", ""))).hasSize(1);
        assertThat(json(send("GET", "/api/rooms?stopped=true", ""))).hasSize(2);
        assertThat(send("POST", "/api/rooms/tea/comments", "{\"text\":\"hello\"}")
                        .statusCode())
                .isEqualTo(404);
        assertThat(json(send("POST", "/api/rooms/tea/start", "")).path("open").asBoolean())
                .isTrue();

        assertThat(stand.backend.changes)
                .containsExactly(
                        "tea: made",
                        "tea: script, outputs=[record, rtmp://host/app/${env:TALKMATRIX_STREAM_TEA}], director by api",
                        "tea2: made like tea by api",
                        "tea: state=CLOSED by api",
                        "tea: state=OPEN by api");
    }

    @Test
    void aCommentAndAnOrderToTheDirectorAreHandedOn() throws Exception {
        stand.room("tea", "Tea");

        JsonNode noted = json(send(
                "POST", "/api/rooms/tea/comments", "{\"kind\":\"gift\",\"user\":\"小王\",\"text\":\"玫瑰\",\"count\":3}"));
        LiveEvent event = stand.backend.live.poll(5, TimeUnit.SECONDS);
        assertThat(event.count()).isEqualTo(3);
        assertThat(noted.path("turn").asText()).isEqualTo(event.turn());
        assertThat(json(send("GET", "/api/rooms/tea/comments", ""))
                        .get(0)
                        .path("text")
                        .asText())
                .isEqualTo("玫瑰");
        send("POST", "/api/rooms/tea/director", "{\"do\":\"say\",\"text\":\"马上开奖\"}");
        send("POST", "/api/rooms/tea/director", "{\"do\":\"hold\"}");
        Command say = stand.backend.commands.poll(5, TimeUnit.SECONDS);
        assertThat(say.kind()).isEqualTo(Command.Kind.SAY);
        assertThat(say.arguments()).containsEntry("text", "马上开奖");
        Command hold = stand.backend.commands.poll(5, TimeUnit.SECONDS);
        assertThat(hold.kind()).isEqualTo(Command.Kind.DIRECT);
        assertThat(hold.arguments()).containsEntry("do", "hold");
        assertThat(send("POST", "/api/rooms/tea/director", "{\"do\":\"dance\"}").statusCode())
                .isEqualTo(400);
        assertThat(send("POST", "/api/rooms/tea/comments", "{\"text\":\"\"}").statusCode())
                .isEqualTo(400);
    }

    @Test
    void aTypedQuestionOpensATurn() throws Exception {
        stand.room("tea", "Tea");

        JsonNode answer = json(send("POST", "/api/rooms/tea/say", "{\"text\":\" 多少钱？ \"}"));

        assertThat(answer.path("turn").asText()).isEqualTo("turn-1");
        assertThat(stand.backend.asked).containsExactly(new Asked("tea", "多少钱？"));
        assertThat(send("POST", "/api/rooms/tea/say", "{\"text\":\"\"}").statusCode())
                .isEqualTo(400);
        assertThat(send("POST", "/api/rooms/tea/say", "{\"text\":\"" + "x".repeat(501) + "\"}")
                        .statusCode())
                .isEqualTo(400);
        assertThat(send("POST", "/api/rooms/nowhere/say", "{\"text\":\"x\"}").statusCode())
                .isEqualTo(404);
    }

    @ParameterizedTest
    @CsvSource({"interrupt,INTERRUPT", "pause,PAUSE", "resume,RESUME"})
    void aButtonBecomesACommandWithWhoAndWhy(String path, Command.Kind kind) throws Exception {
        stand.room("tea", "Tea");

        assertThat(send("POST", "/api/rooms/tea/" + path, "").statusCode()).isEqualTo(200);

        Command command = stand.backend.commands.poll(5, TimeUnit.SECONDS);
        assertThat(command.kind()).isEqualTo(kind);
        assertThat(command.who()).isEqualTo("api");
        assertThat(command.why()).isNotEmpty();
    }

    @Test
    void aFeelingAndAClipBecomeOneCommand() throws Exception {
        stand.room("tea", "Tea");

        String body = "{\"emotion\":\"happy\",\"intensity\":0.5,\"clip\":\"nod\"}";
        assertThat(send("POST", "/api/rooms/tea/act", body).statusCode()).isEqualTo(200);

        Command command = stand.backend.commands.poll(5, TimeUnit.SECONDS);
        assertThat(command.kind()).isEqualTo(Command.Kind.ACT);
        assertThat(command.arguments())
                .isEqualTo(Map.of("emotion", "happy", "intensity", "0.5", "clip", "nod", "strength", "1.0"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "emotion | {}",
                "emotion | {'emotion':'hungry'}",
                "intensity | {'emotion':'happy','intensity':2}",
                "intensity | {'emotion':'happy','intensity':'much'}",
                "clip | {'clip':'../x'}",
                "strength | {'clip':'nod','strength':-2}",
                "smile | {'smile':1}",
            })
    void aRefusedActNamesTheField(String field, String body) throws Exception {
        stand.room("tea", "Tea");

        HttpResponse<String> refused = send("POST", "/api/rooms/tea/act", body.replace('\'', '"'));

        assertThat(refused.statusCode()).as(refused.body()).isEqualTo(400);
        assertThat(json(refused).path("field").asText()).isEqualTo(field);
        assertThat(stand.backend.commands).isEmpty();
    }

    @Test
    void aPageOfAnotherOriginCommandsNothing() throws Exception {
        stand.room("tea", "Tea");

        HttpResponse<String> refused = client.send(
                HttpRequest.newBuilder(root.resolve("/api/rooms/tea/interrupt"))
                        .header("Origin", "https://evil.example")
                        .POST(BodyPublishers.noBody())
                        .build(),
                BodyHandlers.ofString());

        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(stand.backend.commands).isEmpty();
    }

    @Test
    void whatIsNotJsonIsRefusedByItsType() throws Exception {
        HttpResponse<String> refused = client.send(
                HttpRequest.newBuilder(root.resolve("/api/rooms"))
                        .header("Content-Type", "text/plain")
                        .POST(BodyPublishers.ofString("{\"title\":\"x\"}"))
                        .build(),
                BodyHandlers.ofString());

        assertThat(refused.statusCode()).isEqualTo(415);
    }

    @Test
    void withoutAnInstallationEachAddressSaysSo() throws Exception {
        console.close();

        HttpResponse<String> refused = send("GET", "/api/rooms", "");

        assertThat(refused.statusCode()).isEqualTo(503);
        assertThat(json(refused).path("detail").asText()).contains("./talkmatrix up");
    }

    @Test
    void theTicketOfASocketIsIssued() throws Exception {
        assertThat(json(send("POST", "/api/tickets", "")).path("ticket").asText())
                .hasSize(32);
    }

    private HttpResponse<String> send(String method, String path, String body)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(root.resolve(path))
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        if (!body.isEmpty() || method.equals("PUT") || path.equals("/api/rooms") && method.equals("POST")) {
            request.header("Content-Type", "application/json");
        }
        return client.send(request.build(), BodyHandlers.ofString());
    }

    private static JsonNode json(HttpResponse<String> response) throws IOException {
        return MAPPER.readTree(response.body());
    }
}
