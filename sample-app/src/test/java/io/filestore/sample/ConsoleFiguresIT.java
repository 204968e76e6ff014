package io.filestore.sample;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** The figures that move, and what becomes of them without a server. */
class ConsoleFiguresIT extends ConsolePage {

    private static final String LAG = "Chart.getChart('log-chart').data.datasets[1].data";

    private static final long ONE_LINE = 400;

    private static final long ANSWERED_WITHIN = 1000;

    private final AtomicBoolean done = new AtomicBoolean();

    private CompletableFuture<Void> writer = CompletableFuture.completedFuture(null);

    private void write() {
        this.writer = CompletableFuture.runAsync(() -> {
            for (int i = 0; !this.done.get(); i++) {
                put("movies", "m-" + i % 500, "{\"text\":\"" + "x".repeat(200) + "\"}");
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
            }
        });
    }

    @AfterEach
    void stopWritingAndFlushAsBefore() {
        stopWriting();
        store().startFlushing();
    }

    private void stopWriting() {
        this.done.set(true);
        this.writer.join();
    }

    @Test
    void chartsMoveUpWithWritesAndDownWithFlushes() {
        open("");
        Object before = browser.run("return document.getElementById('log-chart').toDataURL()");
        write();
        browser.await(() -> browser.holds(LOG + ".some((point, i, all) => i > 1 && all[i - 1].y > 2 * point.y)"));
        browser.await(() -> browser.holds(LAG + ".some((point) => point.y > 500)"));
        browser.await(() -> browser.holds("Chart.getChart('write-chart').data.datasets[0].data.some((p) => p.y > 10)"));
        assertThat(browser.run("return document.getElementById('log-chart').toDataURL()")).isNotEqualTo(before);
        assertThat(browser.text("#write-rate")).isNotEqualTo("0");
    }

    @Test
    void logAndLagOnThePageAreThoseOfTheStoreAndItsDisk() {
        open("");
        store().stopFlushing();
        long earliest = System.currentTimeMillis();
        store().flush();
        put("movies", "first", "{}");
        long latest = System.currentTimeMillis();
        write();
        for (int i = 0; i < 3; i++) {
            long before = logOnDisk();
            awaitFigures();
            assertThat(browser.number(LOG + ".at(-1).y")).isBetween(before - ONE_LINE, logOnDisk());
            long shownAt = browser.number(LAG + ".at(-1).x");
            assertThat(browser.number(LAG + ".findLast((point) => point.x === arguments[0]).y", shownAt))
                .isBetween(shownAt - latest - ANSWERED_WITHIN, shownAt - earliest);
        }
        stopWriting();
        awaitFigures();
        long size = logOnDisk();
        assertThat(size).isGreaterThan(ONE_LINE);
        assertThat(browser.number(LOG + ".at(-1).y")).isEqualTo(size);
        assertThat(browser.text("#wal-size")).isEqualTo(bytes(size));
        assertThat(browser.text("#pending-rows"))
            .isEqualTo("%,d".formatted(store().stats().collections().get("movies").pendingRows()));
    }

    private static String bytes(double size) {
        String unit = (size < 1e6) ? "kB" : "MB";
        double value = (size < 1e6) ? size / 1e3 : size / 1e6;
        return ((value < 10) ? "%.2f" : (value < 100) ? "%.1f" : "%.0f").formatted(value) + " " + unit;
    }

    @Test
    void pageSaysThatTheServerIsGoneAndRecoversByItself() {
        put("users", "u-1", "{}");
        open("users");
        browser.await(() -> browser.number(LOG + ".length") > 3);
        rig.stopApplication();
        try {
            browser.awaitText("#gone", "The server does not answer.");
            assertThat(browser.text("#health-status")).isEqualTo("Unknown");
            assertThat(browser.text("#wal-size")).isEqualTo("–");
            browser.find("#page-refresh").click();
            browser.awaitText("#gone", "this page goes on asking");
            browser.await(() -> browser.number(LOG + ".filter((point) => point.y === null).length") > 2);
        }
        finally {
            rig.startApplication();
        }
        put("users", "u-2", "{}");
        browser.await(() -> browser.text("#gone").isEmpty() && browser.text("#problem").isEmpty());
        browser.awaitText("#health-status", "Up");
        browser.await(() -> browser.holds(LOG + ".at(-1).y > 0"));
        browser.find("#page-refresh").click();
        browser.await(() -> browser.texts("#rows tbody button").contains("u-2"));
    }

    @Test
    void healthIsShownInWords() throws IOException {
        Path inTheWay = Files.createDirectories(store().directory().resolve("projects/p.json/in the way"));
        open("");
        put("projects", "p", "{}");
        browser.awaitText("#health-words", "omebody");
        assertThat(browser.texts("#health-reasons li")).isNotEmpty()
            .allSatisfy((reason) -> assertThat(reason).contains("failed"));
        Files.delete(inTheWay);
        Files.delete(inTheWay.getParent());
        store().flush();
        browser.awaitText("#health-status", "Up");
    }

}
