package io.talkmatrix.console.pages;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.talkmatrix.console.rtc.Rtc;
import io.talkmatrix.console.rtc.RtcGateway;
import io.talkmatrix.console.rtc.RtcRefusedException;
import io.talkmatrix.console.rtc.RtcRefusedException.Why;
import jakarta.inject.Inject;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The page's choice between its two ways to get picture and sound. The gateway itself is tested in module webrtc. */
@QuarkusTest
class WebRtcSwitchTest extends PageTest {

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

    @Inject
    Rtc rtc;

    @AfterEach
    void closeGateway() {
        rtc.close();
    }

    @Test
    void itIsOfferedWhereAGatewayIsAndTheWayBackPlaysAgain() {
        page.openRoom();
        assertThat(browser.find(".fast").isDisplayed()).isFalse();

        rtc.open(FULL);
        page.openRoom();
        assertThat(browser.find(".fast").isDisplayed()).isTrue();
        assertThat(browser.find(".fast").getDomAttribute("title")).contains("WebRTC");
        browser.find(".fast").click();
        browser.await("document.querySelector('.cover').innerText.includes('2 peers')", "document.body.innerText");
        assertThat(browser.text("document.querySelector('.fast').ariaPressed")).isEqualTo("true");

        browser.find(".fast").click();
        browser.await(RoomPage.PLAYS, "document.body.innerText");
        assertThat(browser.text("document.querySelector('.fast').ariaPressed")).isEqualTo("false");
    }
}
