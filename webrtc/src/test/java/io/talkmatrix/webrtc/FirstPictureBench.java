package io.talkmatrix.webrtc;

import static org.assertj.core.api.Assertions.assertThat;

import io.talkmatrix.media.Wav;
import io.talkmatrix.testkit.browser.Chromium;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * How soon a room's page shows its first picture, over WebRTC and over fragmented MP4, on an {@code up --webrtc} that runs:
 * {@code -Dtalkmatrix.url=http://127.0.0.1:8080}. Not part of the tests.
 */
class FirstPictureBench {

    private static final int ROUNDS = 20;
    private static final String NOTE_FIRST_PICTURE =
            "const original = HTMLVideoElement.prototype.requestVideoFrameCallback;"
                    + "HTMLVideoElement.prototype.requestVideoFrameCallback = function (told) {"
                    + " return original.call(this, (now, frame) => { window.firstPicture ??= performance.now(); told(now, frame); }); };";

    @TempDir
    Path folder;

    @Test
    void fromOpeningThePageToItsFirstPicture() {
        String url = System.getProperty("talkmatrix.url", "http://127.0.0.1:8080");
        Path microphone = folder.resolve("microphone.wav");
        Wav.write(microphone, Tone.pcm(700, 48_000, 48_000, 8_000, 1), 48_000);
        try (Chromium browser = Chromium.start(microphone)) {
            browser.beforeEachPage(NOTE_FIRST_PICTURE);
            browser.open(url);
            report("fragmented MP4", rounds(browser, url, false));
            report("WebRTC", rounds(browser, url, true));
        }
    }

    private static List<Double> rounds(Chromium browser, String url, boolean webRtc) {
        browser.run("localStorage.setItem('webrtc', arguments[0])", String.valueOf(webRtc));
        List<Double> millis = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            browser.open("about:blank");
            browser.open(url + "/#/rooms/main");
            browser.await("window.firstPicture", "document.body.innerText");
            assertThat(browser.run("return talkmatrix.player.constructor.name"))
                    .isEqualTo(webRtc ? "WhepPlayer" : "Player");
            millis.add(browser.number("window.firstPicture"));
        }
        return millis;
    }

    private static void report(String way, List<Double> millis) {
        double first = millis.get(0);
        List<Double> sorted = millis.stream().sorted().toList();
        System.out.println(String.format(
                Locale.ROOT,
                "%s: first time %.0f ms, then P50 %.0f ms, P95 %.0f ms, most %.0f ms (%d rounds)",
                way,
                first,
                sorted.get(sorted.size() / 2),
                sorted.get(sorted.size() * 95 / 100),
                sorted.get(sorted.size() - 1),
                sorted.size()));
    }
}
