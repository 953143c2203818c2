package io.talkmatrix.console.pages;

import io.quarkus.test.common.http.TestHTTPResource;
import io.talkmatrix.console.Console;
import io.talkmatrix.testkit.browser.Chromium;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A test in a real browser, one for all tests of a class, on a console of its own with one room on air. */
abstract class PageTest {

    @TempDir
    static Path folder;

    static Chromium browser;

    @Inject
    Console console;

    @TestHTTPResource("/")
    String root;

    RoomPage page;

    @BeforeAll
    static void startBrowser() throws IOException {
        browser = Chromium.start(TestSound.write(folder.resolve("microphone.wav")));
    }

    @AfterAll
    static void stopBrowser() {
        browser.close();
    }

    @BeforeEach
    void openConsole() {
        page = RoomPage.open(browser, console, root);
    }

    @AfterEach
    void closeConsole() {
        page.close();
    }
}
