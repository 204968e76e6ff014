package io.filestore.sample;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.function.ToDoubleFunction;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.filestore.row.Row;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Size of the log and flush lag are the same wherever they are shown: in the endpoint
 * (which is where the console has them from), in health, in the meters, and on disk,
 * where the blank lines of the log's reserve do not count.
 */
class LiveFiguresTests extends HttpApi {

    private static final Row ROW = Row.parse("{\"text\":\"" + "x".repeat(200) + "\"}");

    /** The log counts a line when it is written, a moment after the file has it. */
    private static final long ONE_LINE = 400;

    /** Figures are read in milliseconds, at both ends. */
    private static final long ROUNDING = 2;

    @BeforeEach
    void onlyTheTestFlushes() {
        this.store.stopFlushing();
        this.store.flush();
    }

    @AfterEach
    void flushAsBefore() {
        this.store.startFlushing();
    }

    @Test
    void agreeToTheByteWhileNobodyWrites() throws IOException {
        for (int rows = 0; rows <= 400; rows += 100) {
            for (int i = 0; i < rows; i++) {
                this.store.collection("movies").put("paused-" + i, ROW);
            }
            long size = logOnDisk();
            assertThat(size).isGreaterThan(rows * 200L);
            assertThat(everywhere()).extracting(Figures::walSize).containsOnly(size);
            this.store.flush();
            size = logOnDisk();
            assertThat(size).isLessThan(ONE_LINE);
            assertThat(everywhere()).extracting(Figures::walSize).containsOnly(size);
            assertThat(everywhere()).extracting(Figures::lagMillis).containsOnly(0L);
        }
    }

    @Test
    void agreeUnderLoad() throws IOException {
        AtomicBoolean done = new AtomicBoolean();
        CompletableFuture<Void> writer = CompletableFuture.runAsync(() -> {
            for (int i = 0; !done.get(); i++) {
                this.store.collection("movies").put("load-" + i % 1000, ROW);
            }
        });
        try {
            for (int round = 0; round < 10; round++) {
                long earliest = System.currentTimeMillis();
                this.store.flush();
                this.store.collection("movies").put("after", ROW);
                compare(earliest, System.currentTimeMillis());
            }
        }
        finally {
            done.set(true);
            writer.join();
        }
    }

    /**
     * Between two flushes the log only grows, and the oldest change stays the same.
     * @param earliest when that change was made, at the earliest
     * @param latest and at the latest
     */
    private void compare(long earliest, long latest) throws IOException {
        long before = logOnDisk();
        for (Figures figures : everywhere()) {
            assertThat(figures.walSize).as(figures.from).isBetween(before - ONE_LINE, logOnDisk());
            assertThat(figures.lagMillis).as(figures.from)
                .isBetween(figures.asked - latest - ROUNDING, figures.answered - earliest + ROUNDING);
            before = figures.walSize;
        }
        assertThat(before).isGreaterThan(ONE_LINE);
    }

    private List<Figures> everywhere() {
        // Meters show again what they showed less than 50 ms ago.
        Awaitility.await().pollDelay(60, TimeUnit.MILLISECONDS).until(() -> true);
        return List.of(
                figures("endpoint", "/actuator/filestore", (body) -> number(body, "\"sizeBytes\":"),
                        (body) -> number(body, "\"lagMillis\":")),
                figures("health", "/actuator/health/filestore", (body) -> number(body, "\"walSizeBytes\":"),
                        (body) -> number(body, "\"flushLagMillis\":")),
                figures("meters", "/actuator/prometheus",
                        (body) -> number(body, "\nfilestore_wal_size_bytes{store=\"fileStore\"} "),
                        (body) -> 1000 * number(body, "\nfilestore_flush_lag_seconds{store=\"fileStore\"} ")));
    }

    private Figures figures(String from, String path, ToDoubleFunction<String> walSize,
            ToDoubleFunction<String> lagMillis) {
        long asked = System.currentTimeMillis();
        String body = get(path).body();
        return new Figures(from, Math.round(walSize.applyAsDouble(body)), Math.round(lagMillis.applyAsDouble(body)),
                asked, System.currentTimeMillis());
    }

    private static double number(String body, String behind) {
        Matcher number = Pattern.compile(Pattern.quote(behind) + "([0-9.E]+)").matcher(body);
        assertThat(number.find()).as("%s in %s", behind, body).isTrue();
        return Double.parseDouble(number.group(1));
    }

    private long logOnDisk() throws IOException {
        long size = 0;
        try (DirectoryStream<Path> segments = Files.newDirectoryStream(this.store.directory(), "_wal*.jsonl")) {
            for (Path segment : segments) {
                size += Files.readString(segment).stripTrailing().length() + 1;
            }
        }
        return size;
    }

    /**
     * What one place shows.
     *
     * @param asked when it was asked, in milliseconds
     * @param answered when the answer was there
     */
    private record Figures(String from, long walSize, long lagMillis, long asked, long answered) {
    }

}
