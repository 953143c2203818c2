package io.talkmatrix.console.pages;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.talkmatrix.console.Console;
import io.talkmatrix.console.replay.PastTurns;
import io.talkmatrix.console.stand.ScriptedBackend.Asked;
import io.talkmatrix.console.stand.ScriptedPast;
import io.talkmatrix.console.stand.ScriptedRoom;
import io.talkmatrix.console.stand.Stand;
import io.talkmatrix.stage.AudioChunk;
import io.talkmatrix.stage.Command;
import io.talkmatrix.stage.Emotion;
import io.talkmatrix.stage.Event;
import io.talkmatrix.stage.LiveEvent;
import io.talkmatrix.stage.ReplySegment;
import io.talkmatrix.stage.TurnEvent;
import io.talkmatrix.stage.TurnEvent.Milestone;
import io.talkmatrix.stage.TurnTimeline;
import io.talkmatrix.stage.UnitId;
import io.talkmatrix.stage.Utterance;
import jakarta.inject.Inject;
import java.awt.Color;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;

/** The pages in a real browser, on a real stream, with a microphone that hears a file. */
@QuarkusTest
class PagesTest {

    private static final String ROOM = "tea";
    private static final int SIDE = 96;
    private static final Color COLOUR = new Color(40, 120, 200);
    private static final String VIDEO = "document.querySelector('video')";
    private static final String PLAYS =
            VIDEO + "?.readyState >= 3 && " + VIDEO + ".currentTime > 0 && !" + VIDEO + ".paused";

    @TempDir
    static Path folder;

    private static Chromium browser;

    @Inject
    Console console;

    @Inject
    PastTurns turns;

    @TestHTTPResource("/")
    String root;

    private Stand stand;
    private ScriptedRoom room;

    @BeforeAll
    static void startBrowser() throws IOException {
        browser = Chromium.start(TestSound.write(folder.resolve("microphone.wav")));
    }

    @AfterAll
    static void stopBrowser() {
        browser.close();
    }

    @BeforeEach
    void open() {
        stand = new Stand().open(console);
        stand.room(ROOM, "Tea house");
        room = stand.onAir(new ScriptedRoom(ROOM, ScriptedRoom.plain(SIDE, COLOUR)));
        browser.screen(1280, 800, false);
        browser.prefers("dark");
        browser.open(root);
        browser.run(
                "localStorage.clear(); localStorage.setItem('language', 'en'); localStorage.setItem('rawMicrophone', 'true')");
        browser.errors();
    }

    @AfterEach
    void close() {
        browser.open("about:blank");
        turns.close();
        console.close();
        stand.close();
    }

    @ParameterizedTest
    @CsvSource({"en,dark,Rooms,Idle", "zh,light,直播间,待机"})
    void theGridShowsEachRoomInBothLanguagesAndThemes(String language, String theme, String heading, String state) {
        browser.run("localStorage.setItem('language', arguments[0])", language);
        browser.prefers(theme);
        browser.open(root + "?" + language);
        browser.await("document.querySelector('.room-card img').naturalWidth === " + SIDE, "document.body.innerText");

        assertThat(browser.text("document.querySelector('h1').textContent")).isEqualTo(heading);
        assertThat(browser.text("document.querySelector('.room-card h2').textContent"))
                .isEqualTo("Tea house");
        assertThat(browser.text("document.querySelector('.room-card .pill').textContent"))
                .isEqualTo(state);
        assertThat(browser.text("document.documentElement.dataset.theme")).isEqualTo(theme);
        assertThat(luminance("document.body", "backgroundColor") < luminance("document.body", "color"))
                .isEqualTo(theme.equals("dark"));
        assertThat(browser.errors()).isEmpty();
    }

    @Test
    void theRoomsPicturePlaysInItsColours() {
        openRoom();

        @SuppressWarnings("unchecked")
        List<Number> pixel = (List<Number>) browser.run("const v = " + VIDEO + ", c = document.createElement('canvas');"
                + "c.width = c.height = " + SIDE + "; const g = c.getContext('2d'); g.drawImage(v, 0, 0);"
                + "return [...g.getImageData(" + SIDE / 2 + ", " + SIDE / 2 + ", 1, 1).data]");
        assertThat(pixel.get(0).intValue()).isBetween(COLOUR.getRed() - 20, COLOUR.getRed() + 20);
        assertThat(pixel.get(1).intValue()).isBetween(COLOUR.getGreen() - 20, COLOUR.getGreen() + 20);
        assertThat(pixel.get(2).intValue()).isBetween(COLOUR.getBlue() - 20, COLOUR.getBlue() + 20);
        assertThat(browser.errors()).isEmpty();
    }

    @Test
    void commentsShowWithWhatBecomesOfThemAndOneCanBeTried() throws Exception {
        openRoom();
        LiveEvent asked = new LiveEvent(ROOM, "p", "1", LiveEvent.Kind.COMMENT, "小王", "多少钱？", 1, Map.of(), 1_000);
        LiveEvent again = new LiveEvent(ROOM, "p", "2", LiveEvent.Kind.COMMENT, "阿强", "多少钱呀", 1, Map.of(), 1_001);
        LiveEvent gift = new LiveEvent(ROOM, "p", "3", LiveEvent.Kind.GIFT, "小美", "玫瑰", 9, Map.of(), 1_002);
        List.<Event>of(asked, again, gift).forEach(stand.backend::happened);
        stand.backend.happened(directed(asked.turn(), Milestone.OPENED, "COMMENT: a question, first of 1"));
        stand.backend.happened(directed(again.turn(), Milestone.PASSED_OVER, "SIMILAR to " + asked.turn()));
        stand.backend.happened(directed(gift.turn(), Milestone.COUNTED, "GIFTS in " + asked.turn()));
        browser.run("document.querySelector('.comments').open = true");
        browser.await("document.querySelectorAll('.comments .COUNTED').length === 1", "document.body.innerText");

        assertThat(browser.text("[...document.querySelectorAll('.comments li .why')].map((e) => e.textContent).join()"))
                .isEqualTo("thanked together,asked already,taken up");
        browser.find(".comments form input:not(.who)").sendKeys("包邮吗？\n");
        browser.await("document.querySelectorAll('.comments li').length === 4", "document.body.innerText");
        assertThat(stand.backend.live.poll(5, TimeUnit.SECONDS).text()).isEqualTo("包邮吗？");
        browser.find(".comments .PASSED_OVER button").click();
        assertThat(stand.backend.commands.poll(5, TimeUnit.SECONDS).arguments()).containsEntry("ask", "多少钱呀");
        assertThat(browser.errors()).isEmpty();
    }

    private static TurnEvent directed(String turn, Milestone milestone, String reason) {
        return new TurnEvent(ROOM, turn, 0, "director", milestone, -1, -1, "", "", "", reason, Map.of(), 2);
    }

    @Test
    void aPageWhoseStreamStalledRejoinsTheRoom() {
        openRoom();
        room.stall(true);
        browser.await(VIDEO + ".readyState < 3", "talkmatrix.player.lead()");
        double stopped = browser.number(VIDEO + ".currentTime");

        room.stall(false);

        browser.await(PLAYS + " && " + VIDEO + ".currentTime > " + (stopped + 1), VIDEO + ".currentTime");
        assertThat(browser.errors()).isEmpty();
    }

    @Test
    void aCutSilencesThePageAndNothingOlderIsSeenOrHeard() {
        openRoom();
        soundOn();
        room.speak("t1", "a tone");
        browser.await("talkmatrix.meter.level() > 0.05", "talkmatrix.meter.level()");

        room.cut("t1");

        browser.await(
                "talkmatrix.player.cuts.length === 1 && talkmatrix.meter.level() < 0.0005", "talkmatrix.meter.level()");
        browser.await(PLAYS, VIDEO + ".readyState");
        assertThat(browser.number("talkmatrix.meter.level()")).isLessThan(0.0005);
        assertThat(browser.number("talkmatrix.player.gain.gain.value")).isPositive();
        assertThat(browser.number(VIDEO + ".currentTime")).isGreaterThanOrEqualTo(browser.number("talkmatrix.cutAt"));
        assertThat(browser.number(VIDEO + ".buffered.start(0)"))
                .as("nothing is left of before, but for the sound of the piece that begins with the cut: it is silent")
                .isGreaterThanOrEqualTo(browser.number("talkmatrix.cutAt") - 0.1);
        room.speak("t2", "again");
        browser.await("talkmatrix.meter.level() > 0.05", "talkmatrix.meter.level()");
    }

    @Test
    void aPausedHostGoesOnWhereTheEarStopped() {
        openRoom();
        soundOn();
        room.speak("t1", "a tone");
        browser.await("talkmatrix.meter.level() > 0.05", "talkmatrix.meter.level()");
        browser.run("const p = talkmatrix.player, v = " + VIDEO + "; talkmatrix.seeks = [];"
                + "v.addEventListener('seeking', () => talkmatrix.seeks.push(v.currentTime))");

        room.pause("t1");
        browser.await("talkmatrix.player.heldAt > 0 && talkmatrix.meter.level() < 0.0005", "talkmatrix.meter.level()");
        double held = browser.number("talkmatrix.player.heldAt");
        double paused = browser.number("talkmatrix.player.pausedAt");
        room.resume("t1");

        browser.await("talkmatrix.seeks.length === 2 && talkmatrix.meter.level() > 0.05", "talkmatrix.seeks");
        assertThat(browser.number("talkmatrix.seeks[0]")).isEqualTo(held);
        assertThat(browser.number("talkmatrix.seeks[1]")).isGreaterThan(paused);
        assertThat(browser.number("talkmatrix.player.gain.gain.value")).isEqualTo(1);
    }

    @Test
    void whatTheMicrophoneHearsArrivesResampledWithoutGapsOrAliases() throws InterruptedException {
        openRoom();
        browser.run("document.body.focus()");

        browser.key("keyDown", " ", "Space");
        List<AudioChunk> chunks = new ArrayList<>();
        while (chunks.size() < 60) {
            chunks.add(heard());
        }
        browser.key("keyUp", " ", "Space");
        AudioChunk last = heard();
        while (!last.endOfStream()) {
            chunks.add(last);
            last = heard();
        }

        assertThat(chunks).extracting(AudioChunk::stream).containsOnly(last.stream());
        for (int i = 0; i < chunks.size(); i++) {
            assertThat(chunks.get(i).seq()).isEqualTo(i);
        }
        assertThat(last.seq()).isEqualTo(chunks.size());
        // Of pieces that each span five messages; a busy machine may break some, a fault of ours would break all.
        List<Double> heard = new ArrayList<>();
        List<Double> folded = new ArrayList<>();
        List<Double> rest = new ArrayList<>();
        for (int i = 10; i + 5 <= chunks.size(); i += 5) {
            double[] sound = samples(chunks.subList(i, i + 5));
            heard.add(TestSound.amplitude(sound, TestSound.TONE_HZ));
            folded.add(TestSound.amplitude(sound, TestSound.ALIAS_HZ));
            rest.add(TestSound.without(sound, TestSound.TONE_HZ));
        }
        assertThat(median(heard)).isBetween(0.97 * TestSound.AMPLITUDE, 1.03 * TestSound.AMPLITUDE);
        assertThat(median(folded)).as("11 kHz folded to 5 kHz").isLessThan(0.002);
        assertThat(median(rest)).as("a gap breaks the tone").isLessThan(0.005);
        assertThat(browser.errors()).isEmpty();
    }

    @Test
    void speakingOverTheHostPausesIt() throws InterruptedException {
        openRoom();
        room.speak("t1", "a tone");
        browser.await("talkmatrix.player.activity === 'speaking'", "talkmatrix.player.activity");

        browser.key("keyDown", " ", "Space");

        assertThat(stand.backend.commands.poll(20, TimeUnit.SECONDS))
                .extracting(Command::kind)
                .isEqualTo(Command.Kind.PAUSE);
        browser.await("talkmatrix.player.silenced", "talkmatrix.player.silenced");
        browser.key("keyUp", " ", "Space");
    }

    @Test
    void aQuestionIsTypedWithoutTheMouse() throws InterruptedException {
        openRoom();

        browser.press("/");
        browser.await("document.activeElement.matches('.typing input')", "document.activeElement.outerHTML");
        browser.press("多少钱？" + Keys.ENTER);

        assertThat(stand.backend.asked.poll(20, TimeUnit.SECONDS)).isEqualTo(new Asked(ROOM, "多少钱？"));
        assertThat(browser.text("document.querySelector('.typing input').value"))
                .isEmpty();
    }

    @Test
    void escapeStopsTheHost() throws InterruptedException {
        openRoom();
        speakTurn("t1");
        browser.await("!document.querySelector('.stop').disabled", "document.querySelector('.room').innerText");

        browser.key("keyDown", "Escape", "Escape");

        assertThat(stand.backend.commands.poll(20, TimeUnit.SECONDS))
                .extracting(Command::kind)
                .isEqualTo(Command.Kind.INTERRUPT);
    }

    @Test
    void theTranscriptGrowsWhileSomebodySpeaksAndTheTimelineIsDrawn() {
        openRoom();
        stand.backend.happened(said("t1", "How much is", false, 1, 3));
        browser.await(
                "document.querySelector('.say.partial')?.textContent === 'How much is'",
                "document.querySelector('.log').innerText");
        assertThat(browser.text("document.querySelector('.say.partial i').textContent"))
                .isEqualTo(" much is");

        speakTurn("t1");
        browser.await(
                "document.querySelector('.say.host')?.textContent === 'Ten yuan.'",
                "document.querySelector('.log').innerText");
        assertThat(browser.text("document.querySelector('.say.viewer').textContent"))
                .isEqualTo("How much is it?");

        stand.backend.happened(event("t1", Milestone.TURN_ENDED, "COMPLETED"));
        stand.backend.happened(new TurnTimeline(
                ROOM,
                "t1",
                "SPEECH",
                "ANSWER",
                "en",
                "COMPLETED",
                List.of(
                        new TurnTimeline.Part("endpointing", 0, 300),
                        new TurnTimeline.Part("asr.broker", 300, 301),
                        new TurnTimeline.Part("recognition", 301, 351),
                        new TurnTimeline.Part("voice", 351, 500)),
                List.of(),
                502,
                2,
                1));
        browser.await("document.querySelector('.log button.chip')", "document.querySelector('.log').innerText");
        browser.find(".log button.chip").click();
        browser.await(
                "document.querySelectorAll('.chart g rect').length === 5",
                "document.querySelector('.timeline')?.innerText");
        assertThat(browser.find(".legend").getText())
                .contains("Endpointing", "300 ms", "Hearing · Kafka", "Recognition", "50 ms", "Voice", "unexplained");
        assertThat(browser.errors()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"en,Replay,Nothing differs.", "zh,重放,与当时完全一致。"})
    void aPastTurnIsShownBesideItsEventsAndReplayed(String language, String button, String same) throws Exception {
        ScriptedPast past = new ScriptedPast();
        turns.open(past);
        past.events.add(event("t1", Milestone.STARTED, ""));
        past.events.add(event("t1", Milestone.TURN_ENDED, "COMPLETED"));
        browser.run("localStorage.setItem('language', arguments[0])", language);
        openRoom();
        speakTurn("t1");
        stand.backend.happened(event("t1", Milestone.TURN_ENDED, "COMPLETED"));
        stand.backend.happened(new TurnTimeline(
                ROOM,
                "t1",
                "SPEECH",
                "ANSWER",
                "en",
                "COMPLETED",
                List.of(new TurnTimeline.Part("endpointing", 0, 300)),
                List.of(),
                300,
                0,
                1));
        browser.await("document.querySelector('.log button.chip')", "document.querySelector('.log').innerText");
        browser.find(".log button.chip").click();
        browser.await("document.querySelector('.replay button')", "document.body.innerText");
        assertThat(browser.text("document.querySelector('.replay button').textContent"))
                .isEqualTo(button);

        browser.find(".replay summary").click();
        browser.await(
                "document.querySelectorAll('.replay tbody tr').length === 2",
                "document.querySelector('.replay').innerText");
        assertThat(browser.text("document.querySelector('.replay tbody').innerText"))
                .contains("STARTED", "TURN_ENDED", "COMPLETED");

        browser.find(".replay button").click();
        browser.await(
                "document.querySelector('.replay button').disabled", "document.querySelector('.replay').innerText");
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (past.running().isEmpty() && System.nanoTime() < end) {
            Thread.onSpinWait();
        }
        past.end(past.running().get(0), true, "1 of 1 turns are the same as then.");
        browser.await(
                "document.querySelector('.replayed').textContent.includes('1 of 1 turns')",
                "document.querySelector('.replay').innerText");
        assertThat(browser.text("document.querySelector('.replayed').textContent"))
                .startsWith(same);
        assertThat(browser.errors()).isEmpty();
    }

    @Test
    void aRoomIsMadeInTheDialogAndOpened() {
        browser.await("document.querySelector('.new-room')", "document.body.innerText");
        browser.find(".new-room").click();
        browser.await("document.querySelector('dialog[open]')", "document.body.innerText");

        browser.press("Books" + Keys.ENTER);

        browser.await("location.hash.startsWith('#/rooms/room-')", "document.querySelector('dialog')?.innerText");
        assertThat(stand.backend.rooms()).extracting(made -> made.title()).contains("Books");
    }

    @ParameterizedTest
    @CsvSource({"'',360", "'#/rooms/tea',360", "'#/stages',360", "'',3840", "'#/rooms/tea',3840"})
    void eachPageFitsItsScreenAndNamesItsControls(String page, int width) {
        browser.screen(width, width < 1000 ? 780 : 2160, width < 1000);
        browser.open(root + "?" + width + page);
        browser.await("document.querySelector('.room-card, .talk, td strong')", "document.body.innerText");

        assertThat(browser.number("document.documentElement.scrollWidth")).isLessThanOrEqualTo(width);
        for (WebElement control :
                browser.find("body").findElements(By.cssSelector("button, a, input, select, textarea"))) {
            if (control.isDisplayed()) {
                assertThat(control.getAccessibleName())
                        .as(control.getDomProperty("outerHTML"))
                        .isNotBlank();
            }
        }
    }

    private void openRoom() {
        browser.open(root + "?room#/rooms/" + ROOM);
        browser.await(PLAYS, "document.body.innerText");
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

    private void speakTurn(String turn) {
        stand.backend.happened(said(turn, "How much is it?", true, 2, 15));
        stand.backend.happened(event(turn, Milestone.OPENED, ""));
        stand.backend.happened(
                new io.talkmatrix.stage.Control(ROOM, 0, turn, io.talkmatrix.stage.Control.Kind.START, "", 0, 1));
        stand.backend.happened(event(turn, Milestone.STARTED, ""));
        stand.backend.happened(new ReplySegment(
                new UnitId(ROOM, turn, 0, 0, 0),
                "Ten yuan.",
                "en",
                Emotion.NEUTRAL,
                0,
                ReplySegment.Source.ANSWER,
                "",
                true,
                ""));
        stand.backend.happened(event(turn, Milestone.PLAYING, ""));
    }

    private static Utterance said(String turn, String text, boolean last, int seq, int stable) {
        return new Utterance(
                new UnitId(ROOM, turn, 0, 0, seq),
                text,
                last,
                "en",
                Utterance.Source.SPEECH,
                "",
                1,
                2,
                0,
                "",
                stable,
                false);
    }

    private static TurnEvent event(String turn, Milestone milestone, String detail) {
        return new TurnEvent(ROOM, turn, 0, "test", milestone, -1, -1, "", "", "", detail, Map.of(), 1);
    }

    private AudioChunk heard() throws InterruptedException {
        AudioChunk chunk = stand.backend.heard.poll(30, TimeUnit.SECONDS);
        assertThat(chunk)
                .as("sound from the page, whose log says " + browser.errors())
                .isNotNull();
        return chunk;
    }

    private static double median(List<Double> values) {
        return values.stream().sorted().toList().get(values.size() / 2);
    }

    private static double[] samples(List<AudioChunk> chunks) {
        int length = chunks.stream().mapToInt(AudioChunk::samples).sum();
        double[] all = new double[length];
        int at = 0;
        for (AudioChunk chunk : chunks) {
            for (int i = 0; i < chunk.samples(); i++) {
                all[at++] = (short) (chunk.pcm()[2 * i] & 0xff | chunk.pcm()[2 * i + 1] << 8) / 32_768.0;
            }
        }
        return all;
    }

    private static double luminance(String element, String property) {
        return browser.number("getComputedStyle(" + element + ")." + property
                + ".match(/[\\d.]+/g).slice(0, 3).reduce((sum, value) => sum + Number(value), 0)");
    }
}
