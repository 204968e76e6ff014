package io.filestore.sample;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;

import org.awaitility.Awaitility;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.interactions.Actions;

import org.springframework.util.FileSystemUtils;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/** A real Chromium without a window. */
final class Browser implements AutoCloseable {

    private static final Logger SELENIUM = Logger.getLogger("org.openqa.selenium");

    private static final AtomicBoolean TOLD = new AtomicBoolean();

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Path profile;

    private final ChromeDriver driver;

    private Browser(Path chromium, Path chromedriver) throws IOException {
        SELENIUM.setLevel(Level.SEVERE);
        this.profile = Files.createTempDirectory("filestore-browser");
        ChromeOptions options = new ChromeOptions();
        options.setBinary(chromium.toFile());
        options.addArguments("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
                "--disable-background-networking", "--disable-component-update", "--disable-sync",
                "--disable-dev-shm-usage", "--window-size=1200,900", "--user-data-dir=" + this.profile);
        options.setCapability("goog:loggingPrefs", Map.of("browser", "ALL"));
        this.driver = new ChromeDriver(new ChromeDriverService.Builder().usingDriverExecutable(chromedriver.toFile())
            .usingAnyFreePort()
            .withLogFile(new File("target/chromedriver.log"))
            .build(), options);
    }

    /** Starts one. On a machine that has none, the test is skipped, and says so. */
    static Browser start() throws IOException {
        Optional<Path> chromium = Programs.find("chromium", "chromium-browser", "google-chrome");
        Optional<Path> chromedriver = Programs.find("chromedriver");
        boolean present = chromium.isPresent() && chromedriver.isPresent();
        if (Boolean.getBoolean("filestore.requireTools")) {
            assertThat(present).as("filestore.requireTools is set, but there is no chromium or no chromedriver")
                .isTrue();
        }
        if (!present && TOLD.compareAndSet(false, true)) {
            System.out.println("Tests of the console page are skipped: there is no chromium or no chromedriver"
                    + " (Debian: apt-get install chromium chromium-driver)");
        }
        assumeTrue(present, "There is no chromium or no chromedriver");
        return new Browser(chromium.orElseThrow(), chromedriver.orElseThrow());
    }

    /** Opens a page anew, also if it is the one that is open. */
    void open(String url) {
        this.driver.get("about:blank");
        this.driver.get(url);
    }

    WebElement find(String css) {
        await(() -> this.driver.findElement(By.cssSelector(css)).isDisplayed());
        return this.driver.findElement(By.cssSelector(css));
    }

    String text(String css) {
        return this.driver.findElement(By.cssSelector(css)).getText();
    }

    List<String> texts(String css) {
        return this.driver.findElements(By.cssSelector(css)).stream().map(WebElement::getText).toList();
    }

    void type(String css, CharSequence... keys) {
        find(css).sendKeys(keys);
    }

    void press(CharSequence... keys) {
        new Actions(this.driver).sendKeys(keys).perform();
    }

    /**
     * Presses Tab until the focus is on an element, and checks that it can be seen on the
     * way.
     */
    void tabTo(String css) {
        for (int i = 0; i < 100; i++) {
            press(Keys.TAB);
            if (Boolean.TRUE.equals(run("return document.activeElement.matches(arguments[0])", css))) {
                assertThat(run("return getComputedStyle(document.activeElement).outlineStyle")).isEqualTo("solid");
                return;
            }
        }
        throw new AssertionError("Tab never comes to " + css);
    }

    Object run(String script, Object... arguments) {
        return this.driver.executeScript(script, arguments);
    }

    long number(String script, Object... arguments) {
        return ((Number) run("return " + script, arguments)).longValue();
    }

    boolean holds(String script, Object... arguments) {
        return Boolean.TRUE.equals(run("return " + script, arguments));
    }

    void await(Callable<Boolean> condition) {
        Awaitility.await().atMost(PATIENCE).pollInSameThread().ignoreExceptions().until(condition);
    }

    void awaitText(String css, String part) {
        Awaitility.await()
            .atMost(PATIENCE)
            .pollInSameThread()
            .untilAsserted(() -> assertThat(this.driver.findElement(By.cssSelector(css)).getText()).contains(part));
    }

    /** How a device shows pages: width and height in pixels, and which theme it has. */
    void device(int width, int height, String theme) {
        this.driver.executeCdpCommand("Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", width < 500));
        this.driver.executeCdpCommand("Emulation.setEmulatedMedia",
                Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", theme))));
    }

    /** What the browser has complained of since it was asked last. */
    List<String> complaints() {
        return this.driver.manage()
            .logs()
            .get("browser")
            .getAll()
            .stream()
            .filter((entry) -> entry.getLevel().intValue() >= Level.WARNING.intValue())
            .map(Object::toString)
            .toList();
    }

    void screenshot(Path file) throws IOException {
        Files.createDirectories(file.getParent());
        Files.write(file, this.driver.getScreenshotAs(OutputType.BYTES));
    }

    @Override
    public void close() {
        this.driver.quit();
        FileSystemUtils.deleteRecursively(this.profile.toFile());
    }

}
