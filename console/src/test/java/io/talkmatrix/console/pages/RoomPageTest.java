package io.talkmatrix.console.pages;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.talkmatrix.console.replay.PastTurns;
import io.talkmatrix.console.stand.ScriptedBackend.Asked;
import io.talkmatrix.console.stand.ScriptedPast;
import io.talkmatrix.stage.Command;
import io.talkmatrix.stage.Event;
import io.talkmatrix.stage.LiveEvent;
import io.talkmatrix.stage.TurnEvent;
import io.talkmatrix.stage.TurnEvent.Milestone;
import io.talkmatrix.stage.TurnTimeline;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openqa.selenium.Keys;

/** What a room's page tells and takes beside the picture: words, comments, past turns. */
@QuarkusTest
class RoomPageTest extends PageTest {

    @Inject
    PastTurns turns;

    @AfterEach
    void closeTurns() {
        turns.close();
    }

    @Test
    void aQuestionIsTypedWithoutTheMouse() throws InterruptedException {
        page.openRoom();

        browser.press("/");
        browser.await("document.activeElement.matches('.typing input')", "document.activeElement.outerHTML");
        browser.press("多少钱？" + Keys.ENTER);

        assertThat(page.stand.backend.asked.poll(20, TimeUnit.SECONDS)).isEqualTo(new Asked(RoomPage.ROOM, "多少钱？"));
        assertThat(browser.text("document.querySelector('.typing input').value"))
                .isEmpty();
    }

    @Test
    void escapeStopsTheHost() throws InterruptedException {
        page.openRoom();
        page.speakTurn("t1");
        browser.await("!document.querySelector('.stop').disabled", "document.querySelector('.room').innerText");

        browser.key("keyDown", "Escape", "Escape");

        assertThat(page.stand.backend.commands.poll(20, TimeUnit.SECONDS))
                .extracting(Command::kind)
                .isEqualTo(Command.Kind.INTERRUPT);
    }

    @Test
    void commentsShowWithWhatBecomesOfThemAndOneCanBeTried() throws Exception {
        page.openRoom();
        LiveEvent asked =
                new LiveEvent(RoomPage.ROOM, "p", "1", LiveEvent.Kind.COMMENT, "小王", "多少钱？", 1, Map.of(), 1_000);
        LiveEvent again =
                new LiveEvent(RoomPage.ROOM, "p", "2", LiveEvent.Kind.COMMENT, "阿强", "多少钱呀", 1, Map.of(), 1_001);
        LiveEvent gift = new LiveEvent(RoomPage.ROOM, "p", "3", LiveEvent.Kind.GIFT, "小美", "玫瑰", 9, Map.of(), 1_002);
        List.<Event>of(asked, again, gift).forEach(page.stand.backend::happened);
        page.stand.backend.happened(directed(asked.turn(), Milestone.OPENED, "COMMENT: a question, first of 1"));
        page.stand.backend.happened(directed(again.turn(), Milestone.PASSED_OVER, "SIMILAR to " + asked.turn()));
        page.stand.backend.happened(directed(gift.turn(), Milestone.COUNTED, "GIFTS in " + asked.turn()));
        browser.run("document.querySelector('.comments').open = true");
        browser.await("document.querySelectorAll('.comments .COUNTED').length === 1", "document.body.innerText");

        assertThat(browser.text("[...document.querySelectorAll('.comments li .why')].map((e) => e.textContent).join()"))
                .isEqualTo("thanked together,asked already,taken up");
        browser.find(".comments form input:not(.who)").sendKeys("包邮吗？\n");
        browser.await("document.querySelectorAll('.comments li').length === 4", "document.body.innerText");
        assertThat(page.stand.backend.live.poll(20, TimeUnit.SECONDS).text()).isEqualTo("包邮吗？");
        browser.find(".comments .PASSED_OVER button").click();
        assertThat(page.stand.backend.commands.poll(20, TimeUnit.SECONDS).arguments())
                .containsEntry("ask", "多少钱呀");
        assertThat(browser.errors()).isEmpty();
    }

    @Test
    void theTranscriptGrowsWhileSomebodySpeaksAndTheTimelineIsDrawn() {
        page.openRoom();
        page.stand.backend.happened(RoomPage.said("t1", "How much is", false, 1, 3));
        browser.await(
                "document.querySelector('.say.partial')?.textContent === 'How much is'",
                "document.querySelector('.log').innerText");
        assertThat(browser.text("document.querySelector('.say.partial i').textContent"))
                .isEqualTo(" much is");

        page.speakTurn("t1");
        browser.await(
                "document.querySelector('.say.host')?.textContent === 'Ten yuan.'",
                "document.querySelector('.log').innerText");
        assertThat(browser.text("document.querySelector('.say.viewer').textContent"))
                .isEqualTo("How much is it?");

        page.stand.backend.happened(RoomPage.event("t1", Milestone.TURN_ENDED, "COMPLETED"));
        page.stand.backend.happened(new TurnTimeline(
                RoomPage.ROOM,
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
        past.events.add(RoomPage.event("t1", Milestone.STARTED, ""));
        past.events.add(RoomPage.event("t1", Milestone.TURN_ENDED, "COMPLETED"));
        browser.run("localStorage.setItem('language', arguments[0])", language);
        page.openRoom();
        page.speakTurn("t1");
        page.stand.backend.happened(RoomPage.event("t1", Milestone.TURN_ENDED, "COMPLETED"));
        page.stand.backend.happened(new TurnTimeline(
                RoomPage.ROOM,
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

    private static TurnEvent directed(String turn, Milestone milestone, String reason) {
        return new TurnEvent(RoomPage.ROOM, turn, 0, "director", milestone, -1, -1, "", "", "", reason, Map.of(), 2);
    }
}
