package io.filestore.autoconfigure.endpoint;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import io.filestore.Store;
import io.filestore.autoconfigure.Figures;
import io.filestore.autoconfigure.endpoint.FileStoreEndpoint.Operation;
import io.filestore.error.StoreIOException;
import io.filestore.report.BackupReport;
import io.filestore.report.FlushReport;
import io.filestore.report.VerifyReport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;

/** Each figure stands where it belongs, with its unit. */
class DescriptorTests {

    private final Store store = Figures.store();

    private final FileStoreEndpoint endpoint = new FileStoreEndpoint(this.store, "/backups");

    private StoreDescriptor shown() {
        return Objects.requireNonNull(this.endpoint.store());
    }

    @Test
    void storeIsShownWithItsOwnFigures() {
        StoreDescriptor shown = shown();
        assertThat(shown.directory()).isEqualTo(Figures.DIRECTORY.toString());
        assertThat(shown.failure()).isEqualTo("given up");
        assertThat(shown.quarantined()).isEqualTo(12);
        assertThat(shown.lsn()).isEqualTo(new StoreDescriptor.Lsn(103, 102, 101));
        assertThat(shown.wal()).isEqualTo(new StoreDescriptor.Wal(1_000, 1_000_000, 4));
        assertThat(shown.flush())
            .isEqualTo(new StoreDescriptor.Flush(true, 13, 9, 10, 14, 16, 2, Figures.LAST_FLUSH, "disk gone"));
        assertThat(shown.listeners()).isEqualTo(new StoreDescriptor.Listeners(20, 21, 23, 24));
        assertThat(shown.recovery()).isEqualTo(new StoreDescriptor.Recovery(26, 25));
    }

    @Test
    void collectionIsShownWithItsOwnFigures() {
        CollectionDescriptor users = new CollectionDescriptor("users", "file-per-record",
                Figures.DIRECTORY.resolve("people").toString(), true, 3_000L,
                List.of(new CollectionDescriptor.Index(List.of("email"), true),
                        new CollectionDescriptor.Index(List.of("city", "name"), false)),
                30, 38L, 31, Figures.LAST_FLUSH.minusSeconds(1), 32, 33, 34,
                Map.of("search", new CollectionDescriptor.Queries(40, 41), "union",
                        new CollectionDescriptor.Queries(42, 43), "order", new CollectionDescriptor.Queries(44, 45),
                        "scan", new CollectionDescriptor.Queries(46, 47)),
                37, 39);
        assertThat(shown().collections()).isEqualTo(Map.of("users", users));
        assertThat(this.endpoint.collection("users")).isEqualTo(users);
    }

    @Test
    void collectionOfAnEngineIsShownWithItsOwnFigures() {
        RemoteDescriptor orders = new RemoteDescriptor("orders", "cassandra", "shop", "versioned", 48_000L,
                List.of(new CollectionDescriptor.Index(List.of("status"), false),
                        new CollectionDescriptor.Index(List.of("number"), true)),
                new RemoteDescriptor.Status(true, "shop.fs_group", 59, 60, Map.of("copies", 61)),
                Map.of("read", new RemoteDescriptor.Calls(49, 50), "change", new RemoteDescriptor.Calls(51, 52), "find",
                        new RemoteDescriptor.Calls(53, 54)),
                55, 56, 57, 58);
        assertThat(shown().remote()).isEqualTo(Map.of("orders", orders));
        assertThat(this.endpoint.collection("orders")).isEqualTo(orders);
        assertThat(this.endpoint.collection("none")).isNull();
    }

    @Test
    void collectionOfAnEngineHasNothingToCompact() {
        given(this.store.collectionNames()).willReturn(new TreeSet<>(Set.of("orders")));
        this.endpoint.run(Operation.COMPACT);
        verify(this.store, never()).compact("orders");
    }

    @Test
    void collectionIsShownWithoutASizeIfItsFilesCannotBeLookedAt() {
        given(this.store.bytesOnDisk("users")).willThrow(new StoreIOException("gone", new IOException("gone")));
        assertThat(shown().collections().get("users").bytesOnDisk()).isNull();
    }

    @Test
    void flushIsToldWithItsOwnFigures() {
        given(this.store.flush()).willReturn(
                new FlushReport(7, Map.of("a", new FlushReport.Written(1, 20), "b", new FlushReport.Written(2, 30)),
                        Duration.ofMillis(4)));
        assertThat(this.endpoint.run(Operation.FLUSH)).isEqualTo(new FlushDescriptor("flush", 7, 4, 3, 50,
                Map.of("a", new FlushDescriptor.Written(1, 20), "b", new FlushDescriptor.Written(2, 30))));
    }

    @Test
    void compactionOfAllCollectionsIsTheSumOfThem() {
        given(this.store.collectionNames()).willReturn(new TreeSet<>(Set.of("a", "b")));
        given(this.store.compact("a"))
            .willReturn(new FlushReport(7, Map.of("a", new FlushReport.Written(1, 20)), Duration.ofMillis(4)));
        given(this.store.compact("b")).willReturn(
                new FlushReport(9, Map.of("a", new FlushReport.Written(3, 40), "b", new FlushReport.Written(2, 30)),
                        Duration.ofMillis(5)));
        assertThat(this.endpoint.run(Operation.COMPACT)).isEqualTo(new FlushDescriptor("compact", 9, 9, 6, 90,
                Map.of("a", new FlushDescriptor.Written(4, 60), "b", new FlushDescriptor.Written(2, 30))));
    }

    @Test
    void verificationTellsHowManyFindingsThereAreAndTheFirstHundred() {
        List<String> findings = IntStream.range(0, 101).mapToObj((i) -> "Finding " + i).toList();
        given(this.store.verify()).willReturn(new VerifyReport(findings, 5));
        assertThat(this.endpoint.run(Operation.VERIFY))
            .isEqualTo(new VerifyDescriptor("verify", false, 5, 101, findings.subList(0, 100)));
        given(this.store.verify()).willReturn(new VerifyReport(findings.subList(0, 100), 5));
        assertThat(this.endpoint.run(Operation.VERIFY))
            .isEqualTo(new VerifyDescriptor("verify", false, 5, 100, findings.subList(0, 100)));
    }

    @Test
    void backupIsToldWithItsOwnFigures() {
        Path target = Path.of("/backups/monday").toAbsolutePath();
        given(this.store.backup(target))
            .willReturn(new BackupReport(target, 7, 5, 900, Map.of("users", 3L), Duration.ofMillis(6)));
        assertThat(this.endpoint.runOn(Operation.BACKUP, "monday"))
            .isEqualTo(new BackupDescriptor("backup", "monday", 7, 6, 5, 900, Map.of("users", 3L)));
    }

}
