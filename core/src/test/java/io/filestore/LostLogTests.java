package io.filestore;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import ch.qos.logback.classic.Level;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.filestore.config.CollectionOptions;
import io.filestore.config.OnCorruption;
import io.filestore.error.CorruptStoreException;
import io.filestore.io.CrashMode;
import io.filestore.io.MemoryDirectory;
import io.filestore.report.Finding;
import io.filestore.wal.WalOptions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * The log, the checkpoint or both are gone, or are older than the rest, after a kill: it
 * is told, and no LSN and no version is given a second time.
 */
class LostLogTests {

    private final Stores stores = new Stores((builder) -> builder.collection("users", CollectionOptions.filePerRecord())
        .collection("map", CollectionOptions.singleFile("map.json")));

    private Store store = this.stores.open();

    @AfterEach
    void close() {
        this.stores.close();
    }

    private void put(int from, int to) {
        for (int i = from; i <= to; i++) {
            this.store.collection("map").put("row-" + i, Stores.row("{'n':" + i + "}"));
        }
    }

    private void kill() {
        this.stores.loseDisk(CrashMode.EVERYTHING);
    }

    private void delete(String... names) throws Exception {
        for (String name : names) {
            this.stores.disk().delete(this.stores.disk().resolve(name));
        }
    }

    private Finding only() {
        List<Finding> found = this.store.stats().firstFindings();
        assertThat(found).hasSize(1);
        return found.get(0);
    }

    @Test
    void aLogThatIsDeletedAfterAKillIsMissed() throws Exception {
        put(1, 10);
        this.store.flush();
        put(11, 90);
        long last = this.store.stats().log().lastLsn();
        kill();
        delete("_wal.jsonl");
        this.store = this.stores.open();
        assertThat(only().kind()).isEqualTo(Finding.Kind.MISSING);
        assertThat(only().path()).isEqualTo(Path.of("/store/_wal.jsonl"));
        assertThat(only().message()).contains("is missing", "begins with LSN 11", "since LSN 10");
        put(91, 91);
        assertThat(this.store.stats().log().lastLsn()).isGreaterThan(last);
        assertThat(this.store.verify().findings()).containsExactly(only().message());
        long now = this.store.stats().log().lastLsn();
        put(92, 92);
        kill();
        this.store = this.stores.open();
        assertThat(this.store.stats().firstFindings()).isEmpty();
        assertThat(this.store.stats().log().lastLsn()).isEqualTo(now + 1);
        assertThat(this.store.collection("map").contains("row-92")).isTrue();
    }

    @Test
    void whatIsWrittenAfterThatSurvivesAKillBeforeTheFirstFlush() throws Exception {
        put(1, 10);
        this.store.flush();
        put(11, 12);
        kill();
        delete("_wal.jsonl");
        this.store = this.stores.open();
        put(20, 25);
        long now = this.store.stats().log().lastLsn();
        kill();
        this.store = this.stores.open();
        assertThat(this.store.stats().firstFindings()).isEmpty();
        assertThat(this.store.collection("map").contains("row-25")).isTrue();
        assertThat(this.store.stats().log().lastLsn()).isEqualTo(now);
        assertThat(this.store.verify().findings()).isEmpty();
    }

    @Test
    void aLogThatIsLostBeforeTheFirstFlushIsMissed() throws Exception {
        put(1, 5);
        kill();
        delete("_wal.jsonl");
        this.store = this.stores.open();
        assertThat(only().kind()).isEqualTo(Finding.Kind.MISSING);
    }

    @Test
    void anOlderLogIsToldAndNotGoneOnWith() {
        put(1, 10);
        MemoryDirectory old = this.stores.disk().kill();
        put(11, 20);
        this.store.flush();
        put(21, 90);
        long last = this.store.stats().log().lastLsn();
        kill();
        this.stores.disk().replaceFrom(old, (name) -> name.startsWith("_wal"));
        this.store = this.stores.open();
        assertThat(only().kind()).isEqualTo(Finding.Kind.OUTDATED);
        assertThat(only().message()).contains("not the one that was left here", "begins with LSN 21");
        put(91, 92);
        assertThat(this.store.stats().log().lastLsn()).isGreaterThan(last);
        long now = this.store.stats().log().lastLsn();
        kill();
        this.store = this.stores.open();
        assertThat(this.store.stats().firstFindings()).isEmpty();
        assertThat(this.store.stats().log().lastLsn()).isEqualTo(now);
        assertThat(this.store.collection("map").count()).isEqualTo(22);
    }

    @Test
    void aLostLogStopsAStartThatShallFail() throws Exception {
        put(1, 10);
        kill();
        delete("_wal.jsonl");
        List<String> before = this.stores.disk().files();
        this.stores.configure((builder) -> builder.collection("users", CollectionOptions.filePerRecord())
            .collection("map", CollectionOptions.singleFile("map.json"))
            .onCorruption(OnCorruption.FAIL));
        assertThatExceptionOfType(CorruptStoreException.class).isThrownBy(this.stores::open)
            .withMessageContainingAll("write-ahead log is missing", "on-corruption=quarantine");
        assertThat(this.stores.disk().files()).isEqualTo(before);
    }

    @Test
    void afterACloseTheLogIsNotNeeded() throws Exception {
        put(1, 10);
        this.stores.close();
        delete("_wal.jsonl");
        this.store = this.stores.open();
        assertThat(this.store.stats().firstFindings()).isEmpty();
        put(11, 11);
        assertThat(this.store.stats().log().lastLsn()).isEqualTo(11);
    }

    @Test
    void filesThatAreNewerThanTheLogAreTold() {
        put(1, 10);
        MemoryDirectory old = this.stores.disk().kill();
        put(11, 20);
        this.store.flush();
        kill();
        this.stores.disk().replaceFrom(old, (name) -> name.startsWith("_"));
        this.store = this.stores.open();
        assertThat(this.store.stats().firstFindings()).anySatisfy((finding) -> assertThat(finding.message())
            .contains("ends with LSN 10, but other files know of LSN 20"));
        put(21, 21);
        assertThat(this.store.stats().log().lastLsn()).isEqualTo(21);
        kill();
        this.store = this.stores.open();
        assertThat(this.store.collection("map").contains("row-21")).isTrue();
    }

    @Test
    void withoutCheckpointAndLogVersionsAndLsnsGoOn() throws Exception {
        this.stores.clock().advance(Duration.ofDays(-9000));
        put(1, 10);
        this.store = this.stores.reopen();
        put(11, 12);
        long version = this.store.collection("map").entry("row-12").orElseThrow().version();
        this.store.flush();
        kill();
        delete("_wal.jsonl", "_checkpoint.json");
        this.store = this.stores.open();
        assertThat(this.store.stats().firstFindings()).anySatisfy((finding) -> {
            assertThat(finding.kind()).isEqualTo(Finding.Kind.MISSING);
            assertThat(finding.message()).contains("_checkpoint.json is missing", "there is no log");
        });
        assertThat(this.store.collection("map").entry("row-1").orElseThrow().version()).isGreaterThan(version);
        put(13, 13);
        assertThat(this.store.stats().log().lastLsn()).isGreaterThan(13);
    }

    @Test
    void aDirectoryOfSomebodyElseIsNew() {
        this.stores.close();
        this.stores.loseDisk(CrashMode.EVERYTHING);
        MemoryDirectory fresh = new MemoryDirectory();
        fresh.plant("map.json", "{\"a\":{}}");
        try (Store first = this.stores.builder().directory(fresh).open()) {
            assertThat(first.stats().firstFindings()).isEmpty();
            first.collection("map").put("b", Stores.row("{}"));
            assertThat(first.stats().log().lastLsn()).isOne();
        }
    }

    @Test
    void anOpenSegmentThatIsGoneBehindSealedOnesHasALineInTheLog() throws Exception {
        this.stores.close();
        this.stores.configure((builder) -> builder.collection("map", CollectionOptions.singleFile("map.json"))
            .wal(WalOptions.defaults().withSegmentSizeBytes(4096)));
        this.store = this.stores.open();
        put(1, 200);
        kill();
        delete("_wal.jsonl");
        try (LoggedLines lines = new LoggedLines()) {
            this.store = this.stores.open();
            assertThat(lines.at(Level.WARN)).anySatisfy((line) -> assertThat(line)
                .contains("There is no /store/_wal.jsonl", "sealed segments", "are lost"));
        }
    }

    @Test
    void anOpenSegmentFromAnEarlierTimeIsRefused() throws Exception {
        this.stores.close();
        this.stores.configure((builder) -> builder.collection("map", CollectionOptions.singleFile("map.json"))
            .wal(WalOptions.defaults().withSegmentSizeBytes(4096)));
        this.store = this.stores.open();
        put(1, 1);
        MemoryDirectory old = this.stores.disk().kill();
        put(2, 200);
        kill();
        this.stores.disk().replaceFrom(old, "_wal.jsonl"::equals);
        assertThatExceptionOfType(CorruptStoreException.class).isThrownBy(this.stores::open)
            .withMessageContainingAll("/store/_wal.jsonl, line 1", "begins with LSN 1.");
    }

}
