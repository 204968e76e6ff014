package io.filestore.autoconfigure.health;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.context.runner.ContextConsumer;
import org.springframework.util.unit.DataSize;

import io.filestore.SettableClock;
import io.filestore.Store;
import io.filestore.autoconfigure.Contexts;
import io.filestore.autoconfigure.Figures;
import io.filestore.autoconfigure.FileStoreBuilderCustomizer;
import io.filestore.autoconfigure.FileStoreProperties;
import io.filestore.error.OutcomeUnknownException;
import io.filestore.error.StoreIOException;
import io.filestore.event.RowChange;
import io.filestore.event.StoreListener;
import io.filestore.io.Fault;
import io.filestore.io.MemoryDirectory;
import io.filestore.row.Row;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** Each status, reached by breaking the store. */
class StoreHealthIndicatorTests {

    private final MemoryDirectory disk = new MemoryDirectory();

    private final SettableClock clock = new SettableClock();

    private final ApplicationContextRunner runner = Contexts.over(Path.of("/store"))
        .withConfiguration(AutoConfigurations.of(FileStoreHealthContributorAutoConfiguration.class))
        .withPropertyValues("filestore.collections.users.strategy=file-per-record", "filestore.flush.interval=1h",
                "filestore.health.flush-lag-threshold=30m")
        .withBean(FileStoreBuilderCustomizer.class, () -> (builder) -> builder.directory(this.disk).clock(this.clock));

    private void run(ContextConsumer<AssertableApplicationContext> consumer, String... properties) {
        this.runner.withPropertyValues(properties).run(consumer);
    }

    private static Store store(AssertableApplicationContext context) {
        return context.getBean(Store.class);
    }

    private static Health health(AssertableApplicationContext context) {
        return context.getBean("filestoreHealthContributor", HealthIndicator.class).health();
    }

    private static void put(AssertableApplicationContext context, String id, String json) {
        store(context).collection("users").put(id, Row.parse(json));
    }

    @SuppressWarnings("unchecked")
    private static List<String> reasons(Health health) {
        return (List<String>) health.getDetails().get("reasons");
    }

    @Test
    void storeThatWorksIsUpAndShowsItsFigures() {
        run((context) -> {
            put(context, "a", "{}");
            store(context).flush();
            put(context, "b", "{}");
            this.clock.advance(Duration.ofSeconds(3));
            Health health = health(context);
            assertThat(health.getStatus()).isEqualTo(Status.UP);
            assertThat(health.getDetails()).containsEntry("path", "/store")
                .containsEntry("readOnly", false)
                .containsEntry("collections", 1)
                .containsEntry("rows", 2L)
                .containsEntry("pendingRows", 1L)
                .containsEntry("flushLagMillis", 3000L)
                .containsEntry("flushLagThresholdMillis", 90 * 60 * 1000L)
                .containsEntry("walSizeBytes", store(context).stats().log().bytes())
                .containsEntry("walSizeThresholdBytes", 512L << 20)
                .containsEntry("lastLsn", 2L)
                .containsEntry("durableLsn", 2L)
                .containsEntry("flushedLsn", 1L)
                .containsEntry("failedFlushes", 0L)
                .containsEntry("quarantined", 0L)
                .containsEntry("lastFlush", "2026-01-01T00:00:00Z")
                .doesNotContainKeys("reasons", "lastFlushFailure");
        });
    }

    @Test
    void storeWhoseLogCouldNotBeForcedIsDown() {
        run((context) -> {
            this.disk.failOnce((call) -> call.equals("force _wal.jsonl"), Fault.IO_ERROR);
            assertThatExceptionOfType(OutcomeUnknownException.class).isThrownBy(() -> put(context, "a", "{}"));
            Health health = health(context);
            assertThat(health.getStatus()).isEqualTo(Status.DOWN);
            assertThat(reasons(health)).singleElement().asString().contains("stopped taking writes");
        });
    }

    @Test
    void storeThatCannotFlushIsDegradedAndAfterThreeFailuresDown() {
        run((context) -> {
            put(context, "a", "{}");
            this.disk.failAlways((call) -> call.startsWith("write users/"), Fault.DISK_FULL);
            failingFlush(context);
            assertThat(health(context).getStatus()).isEqualTo(StoreHealthIndicator.DEGRADED);
            failingFlush(context);
            assertThat(health(context).getStatus()).isEqualTo(StoreHealthIndicator.DEGRADED);
            failingFlush(context);
            Health health = health(context);
            assertThat(health.getStatus()).isEqualTo(Status.DOWN);
            assertThat(reasons(health)).containsExactly("The last 3 flushes have failed.");
            assertThat(health.getDetails().get("lastFlushFailure")).asString().contains("The flush failed");
            this.disk.heal();
            store(context).flush();
            assertThat(health(context).getStatus()).isEqualTo(Status.UP);
        });
    }

    @Test
    void findingsAreFewAndShortAndSayNothingOfWhatIsInRows() {
        for (int i = 0; i < 20; i++) {
            this.disk.plant("users/" + i + ".json",
                    "{\"email\":\"" + "long ".repeat(30) + i % 2 + "\",\"secret\":\"hunter2\"}");
        }
        this.disk.plant("users/notes.txt", "hunter2");
        this.disk.plant("users/broken.json", "{\"password\": hunter2}");
        run((context) -> {
            Health health = health(context);
            assertThat(health.getStatus()).isEqualTo(StoreHealthIndicator.DEGRADED);
            assertThat(reasons(health)).hasSizeBetween(2, 12)
                .allSatisfy((reason) -> assertThat(reason).hasSizeLessThan(600).doesNotContain("hunter2"))
                .anySatisfy((reason) -> assertThat(reason).contains("users").contains("notes.txt"));
            assertThat(health.getDetails().toString()).doesNotContain("hunter2");
        }, "filestore.collections.users.unique=email");
    }

    private static void failingFlush(AssertableApplicationContext context) {
        assertThatExceptionOfType(StoreIOException.class).isThrownBy(() -> store(context).flush());
    }

    @Test
    void failuresThatAreToleratedCanBeConfigured() {
        run((context) -> {
            put(context, "a", "{}");
            this.disk.failAlways((call) -> call.startsWith("write users/"), Fault.IO_ERROR);
            failingFlush(context);
            assertThat(health(context).getStatus()).isEqualTo(Status.DOWN);
            this.disk.heal();
        }, "filestore.health.flush-failure-threshold=1");
    }

    @Test
    void changeThatWaitsForLongerThanIntervalAndThresholdMakesTheStoreDown() {
        run((context) -> {
            put(context, "a", "{}");
            this.clock.advance(Duration.ofMinutes(90));
            assertThat(health(context).getStatus()).isEqualTo(Status.UP);
            this.clock.advance(Duration.ofMillis(1));
            Health health = health(context);
            assertThat(health.getStatus()).isEqualTo(Status.DOWN);
            assertThat(reasons(health)).singleElement().asString().contains("waiting for 5400 s to be flushed");
            store(context).flush();
            assertThat(health(context).getStatus()).isEqualTo(Status.UP);
        });
    }

    @Test
    void logThatHasGrownOverTheThresholdMakesTheStoreDown() {
        run((context) -> {
            put(context, "a", "{\"text\":\"" + "x".repeat(5000) + "\"}");
            Health health = health(context);
            assertThat(health.getStatus()).isEqualTo(Status.DOWN);
            assertThat(reasons(health)).singleElement().asString().contains("write-ahead log has grown");
            store(context).flush();
            assertThat(health(context).getStatus()).isEqualTo(Status.UP);
        }, "filestore.health.wal-size-threshold=4KB");
    }

    @Test
    void storeIsDownBeforeItsLogIsFull() {
        run((context) -> {
            put(context, "a", "{\"text\":\"" + "x".repeat(18000) + "\"}");
            assertThat(health(context).getStatus()).isEqualTo(Status.UP);
            put(context, "b", "{\"text\":\"" + "x".repeat(1000) + "\"}");
            assertThat(health(context).getStatus()).isEqualTo(Status.DOWN);
        }, "filestore.wal.segment-size=4KB", "filestore.wal.max-size=20KB");
    }

    private void emptyQuarantine() throws IOException {
        for (String file : this.disk.files()) {
            if (file.startsWith("_quarantine/")) {
                this.disk.delete(Path.of("/store", file));
            }
        }
    }

    @Test
    void rowInQuarantineDegradesTheStoreUntilSomebodyTakesItAway() {
        this.disk.plant("users/a.json", "{\"broken\":");
        run((context) -> {
            Health health = health(context);
            assertThat(health.getStatus()).isEqualTo(StoreHealthIndicator.DEGRADED);
            assertThat(health.getDetails()).containsEntry("quarantined", 1L);
            assertThat(reasons(health)).hasSize(2).allSatisfy((reason) -> assertThat(reason).contains("_quarantine"));
            emptyQuarantine();
            assertThat(health(context).getStatus()).isEqualTo(Status.UP);
        });
    }

    @Test
    void damageThatAReadOnlyStoreHasFoundDegradesIt() {
        this.disk.plant("users/a.json", "{\"broken\":");
        run((context) -> assertThat(health(context).getStatus()).isEqualTo(StoreHealthIndicator.DEGRADED),
                "filestore.read-only=true");
    }

    @Test
    void listenerThatMissesEventsDegradesTheStoreUntilItHasBeenToldSo() {
        run((context) -> {
            CountDownLatch released = new CountDownLatch(1);
            store(context).addListener(new StoreListener() {

                @Override
                public void onCommit(List<RowChange> changes) {
                    try {
                        released.await();
                    }
                    catch (InterruptedException ex) {
                        throw new IllegalStateException(ex);
                    }
                }

            });
            for (int i = 0; store(context).stats().listeners().missed() == 0; i++) {
                put(context, "user-" + i % 10, "{}");
            }
            Health health = health(context);
            assertThat(health.getStatus()).isEqualTo(StoreHealthIndicator.DEGRADED);
            assertThat(reasons(health)).singleElement().asString().contains("miss events: 1 of them, 1 events");
            released.countDown();
            Awaitility.await().until(() -> health(context).getStatus().equals(Status.UP));
        });
    }

    @Test
    void everyDetailIsTheStoresOwnFigure() {
        FileStoreProperties.Health thresholds = new FileStoreProperties.Health(3, Duration.ofMillis(40),
                DataSize.ofBytes(5_000_000));
        Health health = Objects.requireNonNull(new StoreHealthIndicator(Figures.store(), thresholds).health());
        assertThat(health.getDetails()).containsEntry("path", Figures.DIRECTORY.toString())
            .containsEntry("collections", 1)
            .containsEntry("rows", 30L)
            .containsEntry("pendingRows", 10L)
            .containsEntry("flushLagMillis", 9L)
            .containsEntry("flushLagThresholdMillis", 53L)
            .containsEntry("walSizeBytes", 1_000L)
            .containsEntry("walSizeThresholdBytes", 900_000L)
            .containsEntry("lastLsn", 103L)
            .containsEntry("durableLsn", 102L)
            .containsEntry("flushedLsn", 101L)
            .containsEntry("failedFlushes", 2L)
            .containsEntry("quarantined", 12L)
            .containsEntry("lastFlush", Figures.LAST_FLUSH.toString())
            .containsEntry("lastFlushFailure", "disk gone");
        assertThat(reasons(health)).containsExactly("given up", "The last flush has failed; it is tried again.",
                "Damaged rows or files were found: see _quarantine in the store's directory.",
                "Listeners are slower than the writers and miss events: 22 of them, 23 events since the store was opened."
                        + " A stack trace of the threads filestore-listener-* shows what they are doing.",
                "2 more findings are in the application's log.");
    }

    @Test
    void logOfAsManyBytesAsTheThresholdIsNotBeyondIt() {
        for (int threshold : new int[] { 999, 1_000 }) {
            Health health = Objects.requireNonNull(new StoreHealthIndicator(Figures.store(),
                    new FileStoreProperties.Health(3, Duration.ofMinutes(1), DataSize.ofBytes(threshold)))
                .health());
            assertThat(reasons(health).contains("The write-ahead log has grown to 1000 bytes."))
                .isEqualTo(threshold < 1_000);
        }
    }

    private void plantDamagedRows(int count) {
        for (int i = 0; i < count; i++) {
            this.disk.plant("users/note" + i + ".json", "{\"broken\":");
        }
    }

    @Test
    void tenFindingsAreToldAndThoseBeyondAreCounted() {
        plantDamagedRows(12);
        run((context) -> assertThat(reasons(health(context))).hasSize(12)
            .last()
            .isEqualTo("2 more findings are in the application's log."));
    }

    @Test
    void findingsThatAreAllToldLeaveNoneToCount() {
        plantDamagedRows(10);
        run((context) -> assertThat(reasons(health(context))).hasSize(11)
            .noneSatisfy((reason) -> assertThat(reason).contains("more findings")));
    }

    @Test
    void damageBeyondTheFirstFindingsIsForgottenWithTheQuarantine() {
        plantDamagedRows(12);
        run((context) -> {
            assertThat(health(context).getStatus()).isEqualTo(StoreHealthIndicator.DEGRADED);
            emptyQuarantine();
            Health health = health(context);
            assertThat(health.getStatus()).isEqualTo(Status.UP);
            assertThat(health.getDetails()).doesNotContainKey("reasons");
        });
    }

    @Test
    void closedStoreIsDown() {
        run((context) -> {
            store(context).close();
            Health health = health(context);
            assertThat(health.getStatus()).isEqualTo(Status.DOWN);
            assertThat(reasons(health)).containsExactly("The store is closed.");
        });
    }

}
