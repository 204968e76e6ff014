package io.filestore.sample;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.Keys;

import static org.assertj.core.api.Assertions.assertThat;

/** The console by keyboard, on a phone, in light and dark. */
class ConsoleAccessIT extends ConsolePage {

    /**
     * How much the colours of an element stand out from what is behind it, as WCAG has
     * it, times 100.
     */
    private static final String CONTRAST = """
            (() => {
              const light = (color) => {
                const [r, g, b] = color.match(/[0-9.]+/g).slice(0, 3).map((part) => part / 255)
                    .map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
                return 0.2126 * r + 0.7152 * g + 0.0722 * b;
              };
              const behind = (node) => {
                const color = getComputedStyle(node).backgroundColor;
                return color === 'rgba(0, 0, 0, 0)' ? behind(node.parentElement) : color;
              };
              return Math.min(...[...document.querySelectorAll(
                  'h1, h2, p, a, dt, dd, th, td, small, button:enabled, label, .pill, summary, figcaption, .muted')]
                .filter((node) => node.checkVisibility())
                .map((node) => [light(getComputedStyle(node).color), light(behind(node))].sort((a, b) => b - a))
                .map(([more, less]) => 100 * (more + 0.05) / (less + 0.05)));
            })()""";

    @BeforeEach
    void rows() {
        put("users", "alice", "{\"email\":\"alice@example.com\",\"username\":\"alice\"}");
        put("users", "a-very-long-id-".repeat(20), "{\"email\":\"" + "long".repeat(100) + "\"}");
    }

    @AfterEach
    void forgetTheTheme() {
        browser.run("localStorage.clear()");
    }

    @Test
    void everythingCanBeDoneByKeyboard() {
        open("");
        browser.await(() -> browser.texts("#collections a").size() == 8);
        browser.tabTo("#collections a[href='#users']");
        browser.press(Keys.ENTER);
        browser.await(() -> browser.holds("document.activeElement.id === 'rows-heading'"));
        browser.tabTo("#search-field");
        browser.press("username");
        browser.tabTo("#search-value");
        browser.press("alice", Keys.ENTER);
        browser.awaitText("#rows-found", "1 row with username = alice.");
        browser.tabTo("#rows tbody button");
        browser.press(Keys.ENTER);
        browser.awaitText("#row-json", "alice@example.com");
        assertThat(browser.holds("document.getElementById('row-dialog').contains(document.activeElement)")).isTrue();
        browser.press(Keys.ESCAPE);
        browser.await(() -> browser.holds("!document.getElementById('row-dialog').open"));
        assertThat(browser.run("return document.activeElement.textContent")).isEqualTo("alice");
        browser.open("about:blank");
        open("users");
        browser.tabTo("#import-open");
        browser.press(Keys.ENTER);
        browser.await(() -> browser.holds("document.activeElement.id === 'import-file'"));
        browser.press(Keys.ESCAPE);
        browser.await(() -> browser.holds("document.activeElement.id === 'import-open'"));
    }

    @Test
    void everyControlHasANameAndErrorsAreAnnounced() {
        open("users");
        assertThat(browser.number(
                "[...document.querySelectorAll('input, select')]" + ".filter((one) => one.labels.length === 0).length"))
            .isZero();
        assertThat(browser.number("[...document.querySelectorAll('button:not([hidden])')]"
                + ".filter((one) => !one.textContent.trim()).length"))
            .isZero();
        assertThat(browser.number("document.querySelectorAll('#gone[role=alert], #problem[role=alert],"
                + " #import-result[role=alert], #rows-found[role=status]').length"))
            .isEqualTo(4);
    }

    @Test
    void phoneNeverScrollsSideways() {
        browser.device(360, 740, "light");
        open("users");
        assertThat(width()).isEqualTo(360);
        browser.find("#health-heading");
        browser.find("details summary").click();
        assertThat(width()).isEqualTo(360);
        browser.find("#rows tbody button").click();
        browser.awaitText("#row-json", "long");
        assertThat(width()).isEqualTo(360);
        assertThat(browser.number("document.getElementById('row-dialog').scrollWidth")).isLessThan(360);
        browser.press(Keys.ESCAPE);
        browser.find("#import-open").click();
        assertThat(width()).isEqualTo(360);
        assertThat(browser.find("#import-start").getRect().getWidth()).isPositive();
    }

    private static long width() {
        return browser.number("Math.max(document.documentElement.scrollWidth, document.body.scrollWidth)");
    }

    @ParameterizedTest
    @ValueSource(strings = { "light", "dark" })
    void everyTextStandsOutInBothThemes(String theme) {
        browser.device(1200, 900, theme);
        open("users");
        assertThat(browser.number(CONTRAST)).isGreaterThanOrEqualTo(450);
        assertThat(dark()).isEqualTo(theme.equals("dark"));
    }

    @Test
    void themeCanBeChosenAndStays() {
        open("");
        assertThat(dark()).isFalse();
        browser.find("#theme").click();
        assertThat(dark()).isTrue();
        open("");
        assertThat(dark()).isTrue();
        assertThat(browser.text("#theme")).isEqualTo("Light theme");
        browser.find("#theme").click();
        assertThat(dark()).isFalse();
    }

    private static boolean dark() {
        return browser.holds("Number(getComputedStyle(document.body).backgroundColor.match(/[0-9]+/)[0]) < 128");
    }

}
