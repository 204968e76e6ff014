package io.filestore;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.TimeZone;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.filestore.commit.Versions;
import io.filestore.config.CollectionOptions;
import io.filestore.io.MemoryDirectory;
import io.filestore.row.Row;
import io.filestore.wal.WalOptions;

import static org.assertj.core.api.Assertions.assertThat;

/** What a store takes from where it runs is wrong, from the start, later, or jumping. */
class EnvironmentTests {

    private static final Instant NOW = Instant.parse("2026-11-29T00:00:00Z");

    private Instant time = NOW;

    private final MemoryDirectory disk = new MemoryDirectory();

    private final Locale locale = Locale.getDefault();

    private final TimeZone zone = TimeZone.getDefault();

    @AfterEach
    void restore() {
        Locale.setDefault(this.locale);
        TimeZone.setDefault(this.zone);
    }

    private Store open() {
        return Store.builder(this.disk.root())
            .directory(this.disk)
            .clock(() -> this.time)
            .automaticFlush(false)
            .wal(WalOptions.defaults().withSegmentSizeBytes(4096))
            .collection("rows", CollectionOptions.singleFile("rows.jsonl"))
            .collection("brief", CollectionOptions.singleFile("brief.jsonl").withTtl(Duration.ofHours(1)))
            .open();
    }

    private void loseCheckpoint() throws Exception {
        this.disk.delete(this.disk.root().resolve("_checkpoint.json"));
    }

    @ParameterizedTest
    @ValueSource(strings = { "1970-01-01T00:00:00Z", "2025-01-01T00:00:00Z", "2026-11-29T00:00:00Z",
            "2100-01-01T00:00:00Z", "-1000000-01-01T00:00:00Z" })
    void versionsGrowWhateverTheClockSaysWhenTheCheckpointIsLost(String clock) throws Exception {
        long before;
        try (Store store = open()) {
            store.collection("rows").put("a", Stores.row("{'n':1}"));
            store.collection("rows").put("a", Stores.row("{'n':2}"));
            before = store.collection("rows").entry("a").orElseThrow().version();
        }
        loseCheckpoint();
        this.time = Instant.parse(clock);
        try (Store store = open()) {
            RowCollection<Row> rows = store.collection("rows");
            long after = rows.entry("a").orElseThrow().version();
            assertThat(after).isGreaterThan(before);
            assertThat(rows.put("a", Stores.row("{'n':3}"), after).version()).isGreaterThan(after);
        }
    }

    @ParameterizedTest
    @CsvSource({ "0, 0, 100000", "-9000000000000000, 0, 100000", "1796000000000, 0, 499733", "0, 1796000000000, 499733",
            "1796000000000, 1700000000000, 499733", "9000000000000000, 0, 7388608" })
    void runAfterALossIsNeitherNegativeNorEndless(long now, long newestFile, long run) {
        assertThat(Versions.runAfterLoss(now, newestFile)).isEqualTo(run);
        assertThat(new Versions(run).next()).isPositive();
    }

    @Test
    void clockThatJumpsBackAndForthLosesNothingThatHasNotExpired() {
        try (Store store = open()) {
            for (String jump : new String[] { "2026-11-29T00:00:00Z", "1970-01-01T00:00:00Z", "2100-01-01T00:00:00Z",
                    "2026-11-29T00:00:01Z" }) {
                this.time = Instant.parse(jump);
                store.collection("rows").put("r" + jump, Stores.row("{'n':1}"));
                store.flush();
                assertThat(store.stats().flushLag()).isGreaterThanOrEqualTo(Duration.ZERO);
            }
            store.collection("brief").put("b", Stores.row("{'n':1}"));
            this.time = this.time.minus(Duration.ofDays(1));
            assertThat(store.collection("brief").contains("b")).isTrue();
            assertThat(store.verify().findings()).isEmpty();
        }
        try (Store store = open()) {
            assertThat(store.collection("rows").count()).isEqualTo(4);
            assertThat(store.collection("brief").contains("b")).isTrue();
        }
    }

    /** Some locales have other digits, letters without a dot, or another calendar. */
    @ParameterizedTest
    @ValueSource(strings = { "ar-EG-u-nu-arab", "fa-IR-u-nu-arabext", "tr-TR", "th-TH-u-ca-buddhist-nu-thai" })
    void localeAndTimeZoneChangeNothingOnDisk(String tag) {
        Locale.setDefault(Locale.forLanguageTag(tag));
        TimeZone.setDefault(TimeZone.getTimeZone("Asia/Kathmandu"));
        try (Store store = open()) {
            for (int i = 0; i < 30; i++) {
                store.collection("rows").put("I" + i, Stores.row("{'text':'" + "x".repeat(500) + "'}"));
            }
            assertThat(this.disk.files()).filteredOn((name) -> name.startsWith("_wal-"))
                .isNotEmpty()
                .allMatch((name) -> name.matches("_wal-[0-9]{20}\\.jsonl"));
        }
        Locale.setDefault(this.locale);
        try (Store store = open()) {
            assertThat(store.collection("rows").count()).isEqualTo(30);
            assertThat(store.stats().findings()).isEmpty();
        }
    }

}
