package io.talkmatrix.console.pages;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.talkmatrix.stage.Room;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;

/** The grid of rooms and the pages as a whole in a real browser. */
@QuarkusTest
class RoomsPageTest extends PageTest {

    @ParameterizedTest
    @CsvSource({"en,dark,Rooms,Idle", "zh,light,直播间,待机"})
    void theGridShowsEachRoomInBothLanguagesAndThemes(String language, String theme, String heading, String state) {
        browser.run("localStorage.setItem('language', arguments[0])", language);
        browser.prefers(theme);
        browser.open(root + "?" + language);
        browser.await(
                "document.querySelector('.room-card img').naturalWidth === " + RoomPage.SIDE,
                "document.body.innerText");

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
    void aRoomIsMadeInTheDialogAndOpened() {
        browser.await("document.querySelector('.new-room')", "document.body.innerText");
        browser.find(".new-room").click();
        browser.await("document.querySelector('dialog[open]')", "document.body.innerText");

        browser.press("Books" + Keys.ENTER);

        browser.await("location.hash.startsWith('#/rooms/room-')", "document.querySelector('dialog')?.innerText");
        assertThat(page.stand.backend.rooms()).extracting(made -> made.title()).contains("Books");
    }

    @Test
    void aCloneKeepsWhatTheDialogDoesNotShowButNotTheAddress() {
        Room tea = page.stand.backend.room(RoomPage.ROOM).orElseThrow();
        page.stand
                .backend
                .save(
                        tea.toBuilder()
                                .knowledge(List.of("/elsewhere/tea.csv"))
                                .director(Map.of("idle", "Hi"))
                                .outputs(List.of("record", "rtmp://127.0.0.1/live/tea"))
                                .build(),
                        "test")
                .toCompletableFuture()
                .join();
        page.openRoom();
        browser.find("button[aria-label='Clone']").click();
        browser.await("document.querySelector('dialog[open]')", "document.body.innerText");
        assertThat(browser.text("document.querySelector('dialog [name=outputs]').value"))
                .isEqualTo("record");

        browser.press(Keys.ENTER);

        browser.await("location.hash.startsWith('#/rooms/room-')", "document.querySelector('dialog')?.innerText");
        assertThat(page.stand.backend.rooms())
                .filteredOn(room -> !room.room().equals(RoomPage.ROOM))
                .singleElement()
                .satisfies(clone -> {
                    assertThat(clone.title()).isEqualTo("Tea house (copy)");
                    assertThat(clone.knowledge()).containsExactly("/elsewhere/tea.csv");
                    assertThat(clone.director()).containsEntry("idle", "Hi");
                    assertThat(clone.outputs()).containsExactly("record");
                });
    }

    @Test
    void theStagesOweMediaWhereItIsKnown() {
        browser.open(root + "?stages#/stages");
        browser.await(
                "document.querySelectorAll('td[data-name=\"Media debt\"]').length === 4", "document.body.innerText");

        assertThat(
                        browser.text(
                                "[...document.querySelectorAll('td[data-name=\"Media debt\"]')].map((e) => e.textContent).join()"))
                .isEqualTo("–,–,3.2 s,–");
        assertThat(browser.errors()).isEmpty();
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

    private static double luminance(String element, String property) {
        return browser.number("getComputedStyle(" + element + ")." + property
                + ".match(/[\\d.]+/g).slice(0, 3).reduce((sum, value) => sum + Number(value), 0)");
    }
}
