package io.talkmatrix.console.pages;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.talkmatrix.console.Console;
import io.talkmatrix.console.rtc.Rtc;
import io.talkmatrix.console.rtc.RtcGateway;
import io.talkmatrix.console.rtc.RtcRefusedException;
import io.talkmatrix.console.rtc.RtcRefusedException.Why;
import io.talkmatrix.console.stand.ScriptedRoom;
import io.talkmatrix.console.stand.Stand;
import jakarta.inject.Inject;
import java.awt.Color;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page's choice between its two ways to get picture and sound. The gateway itself is tested in module webrtc. */
@QuarkusTest
class WebRtcSwitchTest {

    private static final String ROOM = "tea";
    private static final String PLAYS = "document.querySelector('video')?.readyState >= 3";

    /** One that has no room for anybody. */
    private static final RtcGateway FULL = new RtcGateway() {
        @Override
        public Answer open(Way way, String room, String offer) {
            throw new RtcRefusedException(Why.FULL, "there are already 2 peers");
        }

        @Override
        public boolean close(Way way, String room, String id) {
            return false;
        }

        @Override
        public List<IceServer> iceServers() {
            return List.of();
        }
    };

    @TempDir
    Path folder;

    @Inject
    Console console;

    @Inject
    Rtc rtc;

    @TestHTTPResource("/")
    String root;

    private Chromium browser;
    private Stand stand;

    @BeforeEach
    void open() throws IOException {
        stand = new Stand().open(console);
        stand.room(ROOM, "Tea house");
        stand.onAir(new ScriptedRoom(ROOM, ScriptedRoom.plain(96, Color.BLUE)));
        browser = Chromium.start(TestSound.write(folder.resolve("microphone.wav")));
        browser.screen(1280, 800, false);
        browser.open(root);
        browser.run("localStorage.setItem('language', 'en')");
    }

    @AfterEach
    void close() {
        browser.close();
        rtc.close();
        console.close();
        stand.close();
    }

    @Test
    void itIsOfferedWhereAGatewayIsAndTheWayBackPlaysAgain() {
        openRoom();
        assertThat(browser.find(".fast").isDisplayed()).isFalse();

        rtc.open(FULL);
        openRoom();
        assertThat(browser.find(".fast").isDisplayed()).isTrue();
        assertThat(browser.find(".fast").getDomAttribute("title")).contains("WebRTC");
        browser.find(".fast").click();
        browser.await("document.querySelector('.cover').innerText.includes('2 peers')", "document.body.innerText");
        assertThat(browser.text("document.querySelector('.fast').ariaPressed")).isEqualTo("true");

        browser.find(".fast").click();
        browser.await(PLAYS, "document.body.innerText");
        assertThat(browser.text("document.querySelector('.fast').ariaPressed")).isEqualTo("false");
    }

    private void openRoom() {
        browser.open("about:blank");
        browser.open(root + "#/rooms/" + ROOM);
        browser.await(PLAYS, "document.body.innerText");
    }
}
