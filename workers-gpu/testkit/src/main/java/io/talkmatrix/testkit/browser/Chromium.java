package io.talkmatrix.testkit.browser;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.logging.Level;
import org.openqa.selenium.By;
import org.openqa.selenium.JavascriptException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/**
 * Debian's Chromium without a screen, whose microphone hears a WAV file over and over. Its driver program is Debian's too:
 * nothing is fetched.
 */
public final class Chromium implements AutoCloseable {

    /** Of every wait. */
    public static final Duration DEADLINE = Duration.ofSeconds(30);

    private static final String BROWSER = "/usr/bin/chromium";
    private static final String DRIVER = "/usr/bin/chromedriver";
    private static final long LOOK_NANOS = 50_000_000;

    private final ChromeDriver driver;

    private Chromium(ChromeDriver driver) {
        this.driver = driver;
    }

    /** @param microphone 48 kHz mono 16-bit */
    public static Chromium start(Path microphone) {
        if (!Files.isExecutable(Path.of(BROWSER)) || !Files.isExecutable(Path.of(DRIVER))) {
            throw new IllegalStateException(BROWSER + " and " + DRIVER
                    + " are needed to test the pages: apt-get install chromium chromium-driver");
        }
        ChromeOptions options = new ChromeOptions();
        options.setBinary(BROWSER);
        options.addArguments(
                "--headless=new",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
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
        return new Chromium(driver);
    }

    /** Runs a script in every page before the page's own. */
    public void beforeEachPage(String script) {
        driver.executeCdpCommand("Page.addScriptToEvaluateOnNewDocument", Map.of("source", script));
    }

    public void open(String url) {
        driver.get(url);
    }

    /** As a screen of this size. */
    public void screen(int width, int height, boolean phone) {
        driver.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", phone));
    }

    /** What the system prefers. */
    public void prefers(String scheme) {
        driver.executeCdpCommand(
                "Emulation.setEmulatedMedia",
                Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
    }

    /** Result of a function body in the page. */
    public Object run(String script, Object... arguments) {
        return driver.executeScript(script, arguments);
    }

    /** Result of the body of an asynchronous function in the page; what it throws is thrown here. */
    public Object later(String script, Object... arguments) {
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

    public double number(String expression) {
        return ((Number) run("return " + expression)).doubleValue();
    }

    public String text(String expression) {
        return String.valueOf(run("return " + expression));
    }

    /** Waits until an expression of the page is true. @throws AssertionError with {@code state} if it never is */
    public void await(String expression, String state) {
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
        throw new AssertionError(expression + " did not become true but " + last + "; " + state + " is " + text(state)
                + "; the log says " + errors());
    }

    public WebElement find(String css) {
        return driver.findElement(By.cssSelector(css));
    }

    public void press(CharSequence keys) {
        driver.switchTo().activeElement().sendKeys(keys);
    }

    /** Sends a key event that the page's listeners see as a person's. */
    public void key(String type, String key, String code) {
        driver.executeCdpCommand(
                "Input.dispatchKeyEvent",
                Map.of("type", type, "key", key, "code", code, "windowsVirtualKeyCode", key.isBlank() ? 32 : 27));
    }

    /** Warnings and errors of the browser's console since the last call. */
    public List<String> errors() {
        List<String> errors = new ArrayList<>();
        driver.manage().logs().get(LogType.BROWSER).forEach(entry -> errors.add(entry.getMessage()));
        return errors;
    }

    @Override
    public void close() {
        driver.quit();
    }
}
