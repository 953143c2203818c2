package io.talkmatrix.webrtc;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.talkmatrix.console.live.LiveRooms;
import io.talkmatrix.console.live.LiveSettings;
import io.talkmatrix.console.rtc.Rtc;
import io.talkmatrix.media.Wav;
import io.talkmatrix.runtime.EventProducer;
import io.talkmatrix.runtime.Received;
import io.talkmatrix.schemas.Topics;
import io.talkmatrix.stage.AudioChunk;
import io.talkmatrix.stage.Room;
import io.talkmatrix.stage.TurnEvent;
import io.talkmatrix.stage.TurnEvent.Milestone;
import io.talkmatrix.testkit.KafkaFixture;
import io.talkmatrix.testkit.browser.Chromium;
import jakarta.inject.Inject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The gateway between a real broker and a real browser. */
@QuarkusTest
class GatewayTest {

    private static final KafkaFixture KAFKA = new KafkaFixture();
    private static final double MICROPHONE_HZ = 700;
    private static final int RED = 0xd01010;
    private static final int GREEN = 0x10c010;

    /** Two peers at most, and little patience. */
    private static final WebRtcSettings SETTINGS = new WebRtcSettings(
            2, 1, Duration.ofSeconds(5), Duration.ofSeconds(2), Duration.ofSeconds(1), 1_000_000, 0, 0, List.of(), "");

    @TempDir
    static Path folder;

    private static Chromium browser;
    private static EventProducer producer;
    private static LiveRooms rooms;

    @Inject
    Rtc rtc;

    @TestHTTPResource("/")
    URI root;

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private WebRtcGateway gateway;
    private String room;

    @BeforeAll
    static void start() throws IOException {
        KAFKA.beforeAll(null);
        producer = new EventProducer(KAFKA.connection(), KAFKA.registry(), "webrtc", KafkaFixture.DEADLINE);
        rooms = LiveRooms.startPlain(
                WebRtcGateway.SINK,
                KAFKA.connection(),
                KAFKA.registry(),
                KAFKA.tables(),
                producer,
                new SimpleMeterRegistry(),
                LiveSettings.defaults(KAFKA.folder("avatars")));
        Path microphone = folder.resolve("microphone.wav");
        Wav.write(microphone, Tone.pcm(MICROPHONE_HZ, 48_000, 48_000, 8_000, 1), 48_000);
        browser = Chromium.start(microphone);
    }

    @AfterAll
    static void stop() throws IOException {
        browser.close();
        rooms.close();
        producer.close();
        KAFKA.afterAll(null);
    }

    @BeforeEach
    void open() {
        gateway = new WebRtcGateway(
                rooms, chunk -> producer.send(Topics.AUDIO_IN, chunk), SETTINGS, Optional.empty(), meters);
        rtc.open(gateway);
        room = KAFKA.newRoom();
        KAFKA.send(Topics.ROOMS, Room.of(room));
        await("room " + room + " on air", () -> rooms.room(room).isPresent());
        browser.open(root.toString());
        browser.errors();
    }

    @AfterEach
    void close() {
        browser.open("about:blank");
        rtc.close();
        gateway.close();
    }

    @Test
    void aViewerSeesAndHearsTheHostAndAfterACutNothingOfTheOldTurn() {
        Host host = new Host(KAFKA, room);
        watch();
        host.say("one", 0, 20, 440, RED);
        browser.await("peer.heard.some(h => h.low > 0.1) && peer.seen.some(s => s.red)", "peer.state()");

        host.cut("one", 1);
        List<Received<TurnEvent>> events = KAFKA.await(Topics.TURN_EVENTS, room, all -> all.stream()
                .anyMatch(e -> e.event().milestone() == Milestone.SINK_CUT));
        browser.run("peer.cutAt = performance.now()");
        browser.await("peer.heard.slice(-5).every(h => h.peak < 0.001)", "peer.state()");
        host.say("two", 1, 2, 880, GREEN);
        browser.await("peer.heard.some(h => h.high > 0.1) && peer.seen.some(s => s.green)", "peer.state()");
        browser.await("peer.heard.slice(-5).every(h => h.peak < 0.001)", "peer.state()");

        assertThat(events.get(events.size() - 1).event().stage()).isEqualTo(WebRtcGateway.SINK);
        double silent = browser.number("peer.heard.findLast(h => h.low > 0.01)?.at - peer.cutAt");
        assertThat(silent).as("ms until the old voice was no longer heard").isLessThan(1_000);
        assertThat(browser.number("peer.heard.findLastIndex(h => h.low > 0.02)"))
                .as("the old voice ends before the new one begins")
                .isLessThan(browser.number("peer.heard.findIndex(h => h.high > 0.02)"));
        assertThat(browser.number("peer.seen.findLastIndex(s => s.red)"))
                .as("the old face ends before the new one begins")
                .isLessThan(browser.number("peer.seen.findIndex(s => s.green)"));
        assertThat(browser.later("return peer.codec()")).isEqualTo("video/H264 audio/opus");
    }

    @Test
    void aMicrophoneArrivesInAudioInWithoutGapsAndEndsWithItsSession() {
        browser.later(
                """
                const stream = await navigator.mediaDevices.getUserMedia(
                    {audio: {echoCancellation: false, noiseSuppression: false, autoGainControl: false}});
                const peer = window.peer = new RTCPeerConnection();
                peer.addTransceiver(stream.getAudioTracks()[0], {direction: 'sendonly'});
                await peer.setLocalDescription();
                const api = await import('/console/api.js');
                const answer = await api.offer(`/api/rooms/${arguments[0]}/whip`, peer.localDescription.sdp);
                window.session = answer.session;
                await peer.setRemoteDescription({type: 'answer', sdp: answer.sdp});
                """,
                room);
        List<Received<AudioChunk>> heard =
                KAFKA.await(Topics.AUDIO_IN, room, all -> all.size() >= 60 && loudness(all) > 3_000);
        browser.later("await (await import('/console/api.js')).removeAtLast(window.session)");
        List<Received<AudioChunk>> all = KAFKA.await(Topics.AUDIO_IN, room, chunks -> chunks.stream()
                .anyMatch(r -> r.event().endOfStream()));

        assertThat(all).extracting(r -> r.event().stream()).containsOnly(heard.get(0).event().stream());
        for (int i = 0; i < all.size(); i++) {
            assertThat(all.get(i).event().seq()).isEqualTo(i);
        }
        byte[] second = latest(all, 25);
        assertThat(Tone.level(second, AudioChunk.SAMPLE_RATE_HZ, MICROPHONE_HZ))
                .as("of a tone of 8000, through Opus")
                .isBetween(6_000.0, 10_000.0);
        assertThat(meters.get("talkmatrix.webrtc.peers")
                        .tag("way", "whip")
                        .gauge()
                        .value())
                .isZero();
    }

    private static double loudness(List<Received<AudioChunk>> all) {
        return Tone.level(latest(all, 25), AudioChunk.SAMPLE_RATE_HZ, MICROPHONE_HZ);
    }

    /** The newest sound, without the end of the stream. */
    private static byte[] latest(List<Received<AudioChunk>> all, int chunks) {
        ByteArrayOutputStream pcm = new ByteArrayOutputStream();
        List<Received<AudioChunk>> sound =
                all.stream().filter(r -> !r.event().endOfStream()).toList();
        sound.subList(Math.max(0, sound.size() - chunks), sound.size())
                .forEach(r -> pcm.writeBytes(r.event().pcm()));
        return pcm.toByteArray();
    }

    @Test
    void noMorePeersAreServedThanAllowedAndThoseThatVanishMakeRoom() throws Exception {
        watch();
        String offer = (String)
                browser.later(
                        """
                const other = window.other = new RTCPeerConnection();
                other.addTransceiver('audio', {direction: 'recvonly'});
                await other.setLocalDescription();
                return other.localDescription.sdp;
                """);

        HttpResponse<String> second = post("/api/rooms/" + room + "/whep", offer);
        HttpResponse<String> third = post("/api/rooms/" + room + "/whep", offer);

        assertThat(second.statusCode()).isEqualTo(201);
        assertThat(second.headers().firstValue("Location").orElseThrow())
                .matches("/api/rooms/" + room + "/whep/[0-9a-f]{32}");
        assertThat(third.statusCode()).isEqualTo(429);
        assertThat(third.body()).contains("most-peers");
        await("the peer that never connected is dropped", () -> peers() == 1);
        browser.open("about:blank");
        await("the page that was left is dropped", () -> peers() == 0);
        assertThat(meters.get("talkmatrix.webrtc.dropped.peers").counter().count())
                .isGreaterThanOrEqualTo(1);
    }

    @Test
    void aRoomThatIsClosedEndsItsSessions() {
        watch();
        KAFKA.send(Topics.ROOMS, Room.of(room).closed(1));
        await("the session is over", () -> peers() == 0);
        browser.await("peer.connection.connectionState !== 'connected'", "peer.connection.connectionState");
    }

    @Test
    void whatIsNoOfferIsRefusedWithItsReason() throws Exception {
        HttpResponse<String> garbage = post("/api/rooms/" + room + "/whep", "v=0\r\nnonsense");
        assertThat(garbage.statusCode()).isEqualTo(400);
        assertThat(garbage.body()).contains("no SDP").contains("nonsense");

        String hollow = "v=0\r\no=- 1 2 IN IP4 0.0.0.0\r\ns=-\r\nt=0 0\r\nm=audio 9 UDP/TLS/RTP/SAVPF 111\r\n"
                + "a=ice-ufrag:a\r\na=ice-pwd:b\r\na=fingerprint:sha-256 zz\r\na=recvonly\r\n";
        HttpResponse<String> refused = post("/api/rooms/" + room + "/whep", hollow);
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.body()).contains("the offer cannot be taken");

        assertThat(post("/api/rooms/nowhere/whep", hollow).statusCode()).isEqualTo(404);
        assertThat(send(HttpRequest.newBuilder(root.resolve("/api/rooms/" + room + "/whep/none"))
                                .DELETE())
                        .statusCode())
                .isEqualTo(404);
        assertThat(peers()).isZero();
    }

    private double peers() {
        return meters.get("talkmatrix.webrtc.peers").tag("way", "whep").gauge().value();
    }

    /** The page watches the room by the console's own player and notes what it sees and hears. */
    private void watch() {
        browser.later(
                """
                const {WhepPlayer} = await import('/console/whep.js');
                const video = document.createElement('video');
                document.body.append(video);
                const player = new WhepPlayer(arguments[0], video, {});
                player.socket.close();
                const heard = [], seen = [], audio = new AudioContext({sampleRate: 48000});
                const canvas = Object.assign(document.createElement('canvas'), {width: 1, height: 1});
                const pixels = canvas.getContext('2d', {willReadFrequently: true});
                const look = () => {
                  pixels.drawImage(video, 0, 0, 1, 1);
                  const [r, g, b] = pixels.getImageData(0, 0, 1, 1).data;
                  seen.push({at: performance.now(), red: r > 120 && g < 80, green: g > 120 && r < 80, rgb: [r, g, b]});
                  video.requestVideoFrameCallback(look);
                };
                video.requestVideoFrameCallback(look);
                const level = (samples, hz) => {
                  let re = 0, im = 0;
                  samples.forEach((s, i) => {
                    const a = 2 * Math.PI * hz * i / 48000, w = 1 - Math.cos(2 * Math.PI * i / samples.length);
                    re += w * s * Math.cos(a);
                    im += w * s * Math.sin(a);
                  });
                  return 2 * Math.hypot(re, im) / samples.length;
                };
                video.addEventListener('playing', () => {
                  const listener = audio.createScriptProcessor(2048, 1, 1);
                  listener.onaudioprocess = event => {
                    const samples = event.inputBuffer.getChannelData(0);
                    heard.push({at: performance.now(), low: level(samples, 440), high: level(samples, 880),
                                peak: samples.reduce((most, s) => Math.max(most, Math.abs(s)), 0)});
                  };
                  audio.createMediaStreamSource(video.srcObject).connect(listener).connect(audio.destination);
                }, {once: true});
                window.peer = {
                  heard, seen, player,
                  get connection() { return player.peer; },
                  state: () => JSON.stringify({connection: player.peer?.connectionState, heard: heard.slice(-3), seen: seen.slice(-3)}),
                  codec: async () => {
                    const reports = [...(await player.peer.getStats()).values()];
                    return reports.filter(r => r.type === 'inbound-rtp').sort((a, b) => b.kind.localeCompare(a.kind))
                        .map(r => reports.find(c => c.id === r.codecId).mimeType).join(' ');
                  },
                };
                """,
                room);
        browser.await("peer.seen.length > 0 && peer.heard.length > 0", "peer.state()");
    }

    private HttpResponse<String> post(String path, String sdp) throws Exception {
        return send(HttpRequest.newBuilder(root.resolve(path))
                .header("Content-Type", "application/sdp")
                .POST(BodyPublishers.ofString(sdp)));
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofString());
    }

    private static void await(String what, java.util.function.BooleanSupplier reached) {
        long end = System.nanoTime() + KafkaFixture.DEADLINE.toNanos();
        while (!reached.getAsBoolean()) {
            assertThat(System.nanoTime()).as(what + " in time").isLessThan(end);
            LockSupport.parkNanos(20_000_000);
        }
    }
}
