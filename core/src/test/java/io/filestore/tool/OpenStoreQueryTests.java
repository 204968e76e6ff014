package io.filestore.tool;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.filestore.RowCollection;
import io.filestore.Store;
import io.filestore.io.FileInfo;
import io.filestore.io.FileModes;
import io.filestore.io.MemoryDirectory;
import io.filestore.io.StoreDirectory;
import io.filestore.process.ChildProcess;
import io.filestore.process.WrappedDirectory;
import io.filestore.row.Row;
import io.filestore.wal.SyncPolicy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** The rows of a store that is open for writing, read from its directory. */
class OpenStoreQueryTests {

    @TempDir
    private Path temporary;

    private final ToolRun tool = new ToolRun();

    private @Nullable Store store;

    @AfterEach
    void close() {
        if (this.store != null) {
            this.store.close();
        }
    }

    private Store open() {
        return open(StoreDirectory.at(this.temporary, FileModes.ownerOnly()));
    }

    private Store open(StoreDirectory directory) {
        Store opened = BusyStore.open(directory, SyncPolicy.NEVER);
        this.store = opened;
        return opened;
    }

    @Test
    void whatIsInTheFilesAndInTheLogIsPrintedAndSaidAsOfWhen() throws IOException {
        Store open = open();
        RowCollection<Row> rows = open.collection("files");
        rows.put("a", BusyStore.row(1));
        rows.put("b", BusyStore.row(1));
        open.flush();
        rows.put("b", BusyStore.row(2));
        rows.put("c", BusyStore.row(2));
        rows.delete("a");
        Map<Path, Object> before = ToolRun.state(this.temporary);
        Instant begun = Instant.now();
        assertThat(
                this.tool.run("query", this.temporary, "files", "{\"where\":{\"n\":{\"gt\":1}},\"orderBy\":[\"n\"]}"))
            .as(this.tool.err())
            .isZero();
        assertThat(this.tool.lines()).containsExactly("{\"id\":\"b\",\"n\":2}", "{\"id\":\"c\",\"n\":2}");
        assertThat(this.tool.err()).startsWith("# The store is open. This is as of LSN 5, read at ")
            .endsWith("; of a collection without a log, as of its last flush.\n");
        Instant asOf = Instant.parse(this.tool.err().replaceAll("(?s).*read at ([^;]*);.*", "$1"));
        assertThat(asOf).isBetween(begun, Instant.now());
        assertThat(ToolRun.state(this.temporary)).isEqualTo(before);
        rows.put("d", BusyStore.row(3));
        open.flush();
        assertThat(open.verify().findings()).isEmpty();
    }

    @Test
    void rowsWithoutALogAreThoseOfTheLastFlush() {
        Store open = open();
        open.collection("plain").put("a", BusyStore.row(1));
        open.flush();
        open.collection("plain").put("a", BusyStore.row(2));
        assertThat(this.tool.run("query", this.temporary, "plain")).as(this.tool.err()).isZero();
        assertThat(this.tool.lines()).containsExactly("{\"id\":\"a\",\"n\":1}");
    }

    @Test
    void planOfAnOpenStoreIsExplained() {
        Store open = open();
        open.collection("lines").put("a", BusyStore.row(1));
        open.flush();
        assertThat(this.tool.run("query", this.temporary, "lines", "{\"where\":{\"n\":1}}", "--explain")).isZero();
        assertThat(this.tool.lines()).startsWith("SEARCH lines USING n (=)");
    }

    @Test
    void whatIsNotThereIsNotThereThoughTheStoreIsOpen() {
        Store open = open();
        open.collection("lines").put("a", BusyStore.row(1));
        assertThat(this.tool.run("query", this.temporary, "line")).isEqualTo(2);
        assertThat(this.tool.err()).startsWith("There is no collection 'line' in " + this.temporary);
    }

    @Test
    void damageOfAnOpenStoreIsTold() throws IOException {
        Store open = open();
        open.collection("files").put("a", BusyStore.row(1));
        open.flush();
        Files.writeString(this.temporary.resolve("files/a.json"), "{");
        assertThat(this.tool.run("query", this.temporary, "files")).isEqualTo(1);
        assertThat(this.tool.lines()).isEmpty();
        assertThat(this.tool.err()).contains("# Collection 'files': ");
    }

    /** At each call of the reader the writer goes on by a transaction and a flush. */
    @ParameterizedTest
    @ValueSource(strings = { "files", "lines", "packed", "plain" })
    void aFlushAtAnyMomentLeavesTheStateOfOneMoment(String collection) throws IOException {
        MemoryDirectory directory = new MemoryDirectory();
        Store open = open(directory);
        BusyStore.write(open, 1);
        open.flush();
        // Without a log there is no line of it either that would be missed.
        List<String> written = collection.equals("plain") ? List.of("plain") : BusyStore.ALL;
        int last = 1;
        boolean met = true;
        for (int call = 1; met; call++) {
            int flushed = last;
            // The first of them is sealed in the log, the second is not.
            BusyStore.write(open, ++last, written);
            BusyStore.write(open, ++last, written);
            int number = last + 1;
            Meeting disk = new Meeting(directory, call, 1, () -> {
                BusyStore.write(open, number, written);
                if (number % 3 == 0) {
                    open.compact(collection);
                }
                open.flush();
            });
            ReadOnlyOpening.Opened opened = new ReadOnlyOpening(disk, collection, Duration.ofSeconds(5)).open();
            met = disk.met == 1;
            try (Store read = opened.store()) {
                assertThat(opened.asOf()).isNotNull();
                List<Row> rows = read.collection(collection).stream().map((row) -> row.value()).toList();
                assertThat(rows).as("at call %d", call)
                    .isIn(BusyStore.rows(collection.equals("plain") ? flushed : last), BusyStore.rows(number));
                assertThat(read.stats().firstFindings()).as("at call %d", call).isEmpty();
            }
            last = number;
        }
        assertThat(last).isGreaterThan(30);
        assertThat(open.verify().findings()).isEmpty();
    }

    @Test
    void aStoreThatNeverLeavesItsFilesAloneIsToBeAskedItself() {
        MemoryDirectory directory = new MemoryDirectory();
        Store open = open(directory);
        BusyStore.write(open, 1);
        open.flush();
        int[] number = { 1 };
        Meeting disk = new Meeting(directory, 1, Integer.MAX_VALUE, () -> {
            BusyStore.write(open, ++number[0]);
            open.flush();
        });
        assertThatExceptionOfType(IOException.class)
            .isThrownBy(() -> new ReadOnlyOpening(disk, "map", Duration.ZERO).open())
            .withMessageContaining("wrote its files anew each time before collection 'map' had been read, 3 times.")
            .withMessageContaining("Ask the application");
        assertThat(open.collection("map").get("row-1")).contains(BusyStore.row(number[0]));
    }

    /** It has all that was acknowledged before, and transactions as a whole. */
    @Test
    void anotherProcessThatWritesFlushesAndCompactsIsReadMeanwhile() throws IOException {
        try (ChildProcess child = ChildProcess.start(List.of(), BusyStore.class, this.temporary)) {
            assertThat(child.readLine()).isEqualTo("OPEN");
            for (String collection : List.of("files", "lines", "map", "packed", "packedLines", "files", "map")) {
                int acknowledged = Integer.parseInt(child.ask("how far\n"));
                assertThat(this.tool.run("query", this.temporary, collection)).as(this.tool.err()).isZero();
                List<Integer> numbers = this.tool.lines()
                    .stream()
                    .map((line) -> Integer.parseInt(line.replaceAll(".*\"n\":(\\d+)}", "$1")))
                    .toList();
                assertThat(numbers).hasSize(BusyStore.ROWS);
                assertThat(numbers).containsOnly(numbers.get(0));
                assertThat(numbers.get(0)).isGreaterThanOrEqualTo(acknowledged)
                    .isLessThanOrEqualTo(Integer.parseInt(child.ask("how far\n")) + 1);
                assertThat(this.tool.err()).startsWith("# The store is open.").hasLineCount(1);
            }
            assertThat(child.ask("end\n")).isEqualTo("0 findings");
        }
    }

    /** Does something when the reader comes to a call of the disk, and to those after. */
    private static final class Meeting extends WrappedDirectory {

        private final int call;

        private final int most;

        private final Runnable writer;

        private int calls;

        private int met;

        private boolean busy;

        Meeting(StoreDirectory disk, int call, int most, Runnable writer) {
            super(disk);
            this.call = call;
            this.most = most;
            this.writer = writer;
        }

        private synchronized void meet() {
            if (!this.busy && ++this.calls >= this.call && this.met < this.most) {
                this.met++;
                this.busy = true;
                this.writer.run();
                this.busy = false;
            }
        }

        @Override
        public List<FileInfo> list(Path directory) throws IOException {
            meet();
            return super.list(directory);
        }

        @Override
        public @Nullable FileInfo stat(Path file) throws IOException {
            meet();
            return super.stat(file);
        }

        @Override
        public InputStream read(Path file) throws IOException {
            meet();
            return super.read(file);
        }

    }

}
