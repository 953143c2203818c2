package io.talkmatrix.webrtc;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.logging.Level;
import org.openqa.selenium.JavascriptException;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/** Debian's Chromium as a WebRTC peer, whose microphone hears a WAV file over and over. */
final class Browser implements AutoCloseable {

    static final Duration DEADLINE = Duration.ofSeconds(30);

    private static final String BROWSER = "/usr/bin/chromium";
    private static final String DRIVER = "/usr/bin/chromedriver";
    private static final long LOOK_NANOS = 50_000_000;

    private final ChromeDriver driver;

    private Browser(ChromeDriver driver) {
        this.driver = driver;
    }

    /** @param microphone 48 kHz mono 16-bit */
    static Browser start(Path microphone) {
        if (!Files.isExecutable(Path.of(BROWSER)) || !Files.isExecutable(Path.of(DRIVER))) {
            throw new IllegalStateException(BROWSER + " and " + DRIVER
                    + " are needed to test WebRTC: apt-get install chromium chromium-driver");
        }
        ChromeOptions options = new ChromeOptions();
        options.setBinary(BROWSER);
        options.addArguments(
                "--headless=new",
                "--no-sandbox",
                "--disable-gpu",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--autoplay-policy=no-user-gesture-required",
                "--use-fake-ui-for-media-stream",
                "--use-fake-device-for-media-stream",
                "--use-file-for-fake-audio-capture=" + microphone);
        LoggingPreferences log = new LoggingPreferences();
        log.enable(LogType.BROWSER, Level.WARNING);
        options.setCapability("goog:loggingPrefs", log);
        ChromeDriverService service = new ChromeDriverService.Builder()
                .usingDriverExecutable(new File(DRIVER))
                .usingAnyFreePort()
                .build();
        ChromeDriver driver = new ChromeDriver(service, options);
        driver.manage().timeouts().scriptTimeout(DEADLINE);
        return new Browser(driver);
    }

    /** Runs a script in every page before the page's own. */
    void beforeEachPage(String script) {
        driver.executeCdpCommand("Page.addScriptToEvaluateOnNewDocument", Map.of("source", script));
    }

    void open(String url) {
        driver.get(url);
    }

    /** Result of a function body in the page. */
    Object run(String script, Object... arguments) {
        return driver.executeScript(script, arguments);
    }

    /** Result of the body of an asynchronous function in the page; what it throws is thrown here. */
    Object later(String script, Object... arguments) {
        Object result = driver.executeAsyncScript(
                "const done = arguments[arguments.length - 1], args = [...arguments].slice(0, -1);"
                        + "(async (...arguments) => {" + script + "})(...args)"
                        + ".then(value => done({value}), error => done({error: String(error.message ?? error)}))",
                arguments);
        if (result instanceof Map<?, ?> map && map.containsKey("error")) {
            throw new AssertionError("the page says: " + map.get("error") + "; its log: " + errors());
        }
        return ((Map<?, ?>) result).get("value");
    }

    double number(String expression) {
        return ((Number) run("return " + expression)).doubleValue();
    }

    /** Waits until an expression of the page is true. @throws AssertionError with {@code state} if it never is */
    void await(String expression, String state) {
        long end = System.nanoTime() + DEADLINE.toNanos();
        Object last = null;
        while (System.nanoTime() < end) {
            try {
                last = run("return !!(" + expression + ")");
                if (Boolean.TRUE.equals(last)) {
                    return;
                }
            } catch (JavascriptException e) {
                last = e.getRawMessage();
            }
            LockSupport.parkNanos(LOOK_NANOS);
        }
        throw new AssertionError(expression + " did not become true but " + last + "; " + state + " is "
                + run("return String(" + state + ")") + "; the log says " + errors());
    }

    /** Warnings and errors of the browser's console since the last call. */
    List<String> errors() {
        List<String> errors = new ArrayList<>();
        driver.manage().logs().get(LogType.BROWSER).forEach(entry -> errors.add(entry.getMessage()));
        return errors;
    }

    @Override
    public void close() {
        driver.quit();
    }
}
