package io.talkmatrix.console.pages;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is seen and heard of a room in a real browser, on a real stream. */
@QuarkusTest
class LivePlayerTest extends PageTest {

    @Test
    void theRoomsPicturePlaysInItsColours() {
        page.openRoom();

        @SuppressWarnings("unchecked")
        List<Number> pixel = (List<Number>) browser.run("const v = " + RoomPage.VIDEO
                + ", c = document.createElement('canvas');"
                + "c.width = c.height = " + RoomPage.SIDE + "; const g = c.getContext('2d'); g.drawImage(v, 0, 0);"
                + "return [...g.getImageData(" + RoomPage.SIDE / 2 + ", " + RoomPage.SIDE / 2 + ", 1, 1).data]");
        assertThat(pixel.get(0).intValue()).isBetween(RoomPage.COLOUR.getRed() - 20, RoomPage.COLOUR.getRed() + 20);
        assertThat(pixel.get(1).intValue()).isBetween(RoomPage.COLOUR.getGreen() - 20, RoomPage.COLOUR.getGreen() + 20);
        assertThat(pixel.get(2).intValue()).isBetween(RoomPage.COLOUR.getBlue() - 20, RoomPage.COLOUR.getBlue() + 20);
        assertThat(browser.errors()).isEmpty();
    }

    @Test
    void aPageWhoseStreamStalledRejoinsTheRoom() {
        page.openRoom();
        page.room.stall(true);
        browser.await(RoomPage.VIDEO + ".readyState < 3", "talkmatrix.player.lead()");
        double stopped = browser.number(RoomPage.VIDEO + ".currentTime");

        page.room.stall(false);

        browser.await(
                RoomPage.PLAYS + " && " + RoomPage.VIDEO + ".currentTime > " + (stopped + 1),
                RoomPage.VIDEO + ".currentTime");
        assertThat(browser.errors()).isEmpty();
    }

    @Test
    void aCutSilencesThePageAndNothingOlderIsSeenOrHeard() {
        page.openRoom();
        soundOn();
        page.room.speak("t1", "a tone");
        browser.await("talkmatrix.meter.level() > 0.05", "talkmatrix.meter.level()");

        page.room.cut("t1");

        browser.await(
                "talkmatrix.player.cuts.length === 1 && talkmatrix.meter.level() < 0.0005", "talkmatrix.meter.level()");
        browser.await(RoomPage.PLAYS, RoomPage.VIDEO + ".readyState");
        assertThat(browser.number("talkmatrix.meter.level()")).isLessThan(0.0005);
        assertThat(browser.number("talkmatrix.player.gain.gain.value")).isPositive();
        assertThat(browser.number(RoomPage.VIDEO + ".currentTime"))
                .isGreaterThanOrEqualTo(browser.number("talkmatrix.cutAt"));
        assertThat(browser.number(RoomPage.VIDEO + ".buffered.start(0)"))
                .as("nothing is left of before, but for the sound of the piece that begins with the cut: it is silent")
                .isGreaterThanOrEqualTo(browser.number("talkmatrix.cutAt") - 0.1);
        page.room.speak("t2", "again");
        browser.await("talkmatrix.meter.level() > 0.05", "talkmatrix.meter.level()");
    }

    @Test
    void aPausedHostGoesOnWhereTheEarStopped() {
        page.openRoom();
        soundOn();
        page.room.speak("t1", "a tone");
        browser.await("talkmatrix.meter.level() > 0.05", "talkmatrix.meter.level()");
        browser.run("const p = talkmatrix.player, v = " + RoomPage.VIDEO + "; talkmatrix.seeks = [];"
                + "v.addEventListener('seeking', () => talkmatrix.seeks.push(v.currentTime))");

        page.room.pause("t1");
        browser.await("talkmatrix.player.heldAt > 0 && talkmatrix.meter.level() < 0.0005", "talkmatrix.meter.level()");
        double held = browser.number("talkmatrix.player.heldAt");
        double paused = browser.number("talkmatrix.player.pausedAt");
        page.room.resume("t1");

        browser.await("talkmatrix.seeks.length === 2 && talkmatrix.meter.level() > 0.05", "talkmatrix.seeks");
        assertThat(browser.number("talkmatrix.seeks[0]")).isEqualTo(held);
        assertThat(browser.number("talkmatrix.seeks[1]")).isGreaterThan(paused);
        assertThat(browser.number("talkmatrix.player.gain.gain.value")).isEqualTo(1);
    }

    /** Sound needs a click; afterwards the page measures what leaves it. */
    private void soundOn() {
        browser.find("button[aria-label='Sound']").click();
        browser.await("talkmatrix.player.gain", "document.body.innerText");
        browser.run("const p = talkmatrix.player, a = p.audio.createAnalyser(); a.fftSize = 512; p.gain.connect(a);"
                + "const d = new Float32Array(512);"
                + "talkmatrix.meter = { level() { a.getFloatTimeDomainData(d); return Math.sqrt(d.reduce((s, x) => s + x * x, 0) / 512); } };"
                + "const cut = p.cut.bind(p); p.cut = (at) => { talkmatrix.cutAt = at; cut(at); }");
    }
}
