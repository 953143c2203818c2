package io.talkmatrix.console.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.talkmatrix.console.access.Entrance.Request;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EntranceTest {

    private static final String OWN = "127.0.0.1:8080";

    private final Entrance home = new Entrance(Optional.empty(), false);
    private final Entrance guarded = new Entrance(Optional.of("secret"), false);

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1:8080", "localhost:8080", "[::1]:8080", "localhost"})
    void thisMachineNeedsNoToken(String host) {
        assertThat(home.refusal(request("POST", "/api/rooms", false, host, "", "", "", false, true)))
                .isEmpty();
    }

    @Test
    void aNameThatALyingNameServerPointsHereIsRefused() {
        assertThat(status(home, request("GET", "/api/rooms", false, "evil.example:8080", "", "", "", false, true)))
                .isEqualTo(403);
    }

    @Test
    void anotherMachineIsNotServedWithoutAToken() {
        assertThat(status(home, request("GET", "/api/rooms", false, OWN, "", "", "", false, false)))
                .isEqualTo(403);
    }

    @Test
    void aForeignPageNeitherCommandsNorOpensSockets() {
        assertThat(status(home, request("POST", "/api/rooms", false, OWN, "http://evil.example", "", "", false, true)))
                .isEqualTo(403);
        assertThat(status(home, request("DELETE", "/api/rooms/x", false, OWN, "null", "", "", false, true)))
                .isEqualTo(403);
        assertThat(status(home, request("POST", "/api/rooms", false, OWN, "", "cross-site", "", false, true)))
                .isEqualTo(403);
        assertThat(status(
                        home,
                        request("GET", "/ws/rooms/x/events", true, OWN, "http://127.0.0.1:9", "", "", false, true)))
                .isEqualTo(403);
        assertThat(home.refusal(
                        request("GET", "/ws/rooms/x/events", true, OWN, "http://127.0.0.1:8080", "", "", false, true)))
                .isEmpty();
    }

    @Test
    void whereATokenIsSetOnlyItOrATicketOpens() {
        assertThat(status(guarded, request("GET", "/api/rooms", false, "studio:8080", "", "", "", false, true)))
                .isEqualTo(401);
        assertThat(status(
                        guarded,
                        request("GET", "/api/rooms", false, "studio:8080", "", "", "Bearer secres", false, true)))
                .isEqualTo(401);
        assertThat(guarded.refusal(
                        request("GET", "/api/rooms", false, "studio:8080", "", "", "Bearer secret", false, false)))
                .isEmpty();
        assertThat(guarded.refusal(request("GET", "/ws/rooms/x/media", true, "studio:8080", "", "", "", true, false)))
                .isEmpty();
        assertThat(status(guarded, request("GET", "/api/rooms", false, "studio:8080", "", "", "", true, false)))
                .as("a ticket is for a socket only")
                .isEqualTo(401);
        assertThat(status(guarded, request("GET", "/q/metrics", false, "studio:8080", "", "", "", false, false)))
                .isEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/q/health/live", "/q/health/ready"})
    void whoeverWatchesContainersIsToldWhetherItLives(String path) {
        assertThat(guarded.refusal(request("GET", path, false, "10.0.0.7:8080", "", "", "", false, false)))
                .isEmpty();
        assertThat(status(home, request("GET", path, false, "10.0.0.7:8080", "", "", "", false, false)))
                .isEqualTo(403);
    }

    @Test
    void allElseOfItsHealthIsForWhoShowsTheToken() {
        assertThat(status(guarded, request("GET", "/q/health", false, "10.0.0.7:8080", "", "", "", false, false)))
                .isEqualTo(401);
    }

    @Test
    void thePagesThemselvesAreShownSoThatTheyCanAskForTheToken() {
        assertThat(guarded.refusal(request("GET", "/", false, "studio:8080", "", "", "", false, false)))
                .isEmpty();
    }

    @Test
    void whomAnIssuerVouchesForComesInAndNobodyElse() {
        Entrance issued = new Entrance(Optional.empty(), true);
        assertThat(issued.refusal(issued("/api/rooms", new Entrance.Issued.Accepted())))
                .isEmpty();
        assertThat(status(issued, issued("/api/rooms", new Entrance.Issued.Unasked())))
                .isEqualTo(401);
        assertThat(issued.refusal(issued("/api/rooms", new Entrance.Issued.Refused("the token has expired"))))
                .hasValue(new Entrance.Refusal(401, "the token has expired"));
        assertThat(status(issued, issued("/api/rooms", new Entrance.Issued.Unknown("it is away"))))
                .isEqualTo(503);
        assertThat(status(issued, issued("/api/login", new Entrance.Issued.Unasked())))
                .isEqualTo(200);
        assertThat(issued.asksIssuer(issued("/api/rooms", new Entrance.Issued.Unasked())))
                .isTrue();
        assertThat(issued.asksIssuer(issued("/", new Entrance.Issued.Unasked())))
                .isFalse();
        assertThat(guarded.asksIssuer(issued("/api/rooms", new Entrance.Issued.Unasked())))
                .isFalse();
    }

    private static Request issued(String path, Entrance.Issued verdict) {
        return new Request("GET", path, false, "studio:8080", "", "", "Bearer a.b.c", false, verdict, false);
    }

    private static int status(Entrance entrance, Request request) {
        return entrance.refusal(request).map(Entrance.Refusal::status).orElse(200);
    }

    private static Request request(
            String method,
            String path,
            boolean upgrade,
            String host,
            String origin,
            String site,
            String authorization,
            boolean ticket,
            boolean local) {
        return new Request(
                method, path, upgrade, host, origin, site, authorization, ticket, new Entrance.Issued.Unasked(), local);
    }
}
