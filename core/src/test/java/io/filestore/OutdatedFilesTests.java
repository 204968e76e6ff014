package io.filestore;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Predicate;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.filestore.config.CollectionOptions;
import io.filestore.config.OnCorruption;
import io.filestore.error.CorruptStoreException;
import io.filestore.io.CrashMode;
import io.filestore.io.MemoryDirectory;
import io.filestore.json.CheckedLine;
import io.filestore.report.Finding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Files of different ages in one directory: each collection says which flush wrote it,
 * and the checkpoint which flush should have.
 */
class OutdatedFilesTests {

    private final Stores stores = new Stores((builder) -> builder.collection("users", CollectionOptions.filePerRecord())
        .collection("map", CollectionOptions.singleFile("map.json"))
        .collection("lines", CollectionOptions.singleFile("lines.jsonl"))
        .collection("lz4", CollectionOptions.compressed("lz4"))
        .collection("packed", CollectionOptions.compressed("packed.jsonl"))
        .collection("plain", CollectionOptions.singleFile("plain.json").withWal(false)));

    private final List<String> names = List.of("users", "map", "lines", "lz4", "packed", "plain");

    private Store store = this.stores.open();

    @AfterEach
    void close() {
        this.stores.close();
    }

    private void putEverywhere(String id) {
        this.names.forEach((name) -> this.store.collection(name).put(id, Stores.row("{'n':'" + id + "'}")));
        this.store.values().put(id, 1);
    }

    private void killAfterFlush(String id) {
        putEverywhere(id);
        this.store.flush();
        this.stores.loseDisk(CrashMode.EVERYTHING);
    }

    /** The disk after two flushes, with some files as the first one has left them. */
    private void restoreFromTheFirst(Predicate<String> which) {
        putEverywhere("a");
        this.store.flush();
        MemoryDirectory old = this.stores.disk().kill();
        killAfterFlush("b");
        this.stores.disk().replaceFrom(old, which);
    }

    private Finding only(Finding.Kind kind) {
        List<Finding> found = this.store.stats().firstFindings();
        assertThat(found).extracting(Finding::kind).containsOnly(kind);
        return found.get(0);
    }

    @Test
    void anOrdinaryKillIsNotCalledAnything() {
        killAfterFlush("a");
        this.store = this.stores.open();
        putEverywhere("b");
        this.stores.loseDisk(CrashMode.NOTHING);
        this.store = this.stores.open();
        assertThat(this.store.stats().firstFindings()).isEmpty();
        assertThat(this.store.verify().findings()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = { "users", "map", "lines", "lz4", "packed", "plain", "_values" })
    void aCollectionThatIsOlderThanTheCheckpointIsNamed(String collection) {
        restoreFromTheFirst((file) -> file.startsWith(collection));
        this.store = this.stores.open();
        Finding found = only(Finding.Kind.OUTDATED);
        assertThat(found.collection()).isEqualTo(collection);
        assertThat(found.message()).contains("from flush 1 ", "flush 2 has written the collection since",
                "docs/backup.md");
        assertThat(this.store.verify().findings()).contains(found.text());
    }

    @Test
    void itStopsAStartThatShallFail() {
        restoreFromTheFirst((file) -> file.startsWith("users"));
        this.stores.configure((builder) -> builder.collection("users", CollectionOptions.filePerRecord())
            .onCorruption(OnCorruption.FAIL));
        assertThatExceptionOfType(CorruptStoreException.class).isThrownBy(this.stores::open)
            .withMessageContainingAll("users/_checksums.jsonl", "flush 2 has written", "on-corruption=quarantine");
    }

    @ParameterizedTest
    @ValueSource(strings = { "users/", "map.json", "lines.jsonl", "lz4.lz4", "packed.jsonl.lz4", "plain.json" })
    void rowsWithoutTheirChecksumsThatAreOlderAreNamed(String file) {
        this.store.collection("users").put("a", Stores.row("{'n':0}"));
        putEverywhere("x");
        this.store.flush();
        MemoryDirectory old = this.stores.disk().kill();
        this.store.collection("users").put("a", Stores.row("{'n':1}"));
        killAfterFlush("b");
        this.stores.disk().replaceFrom(old, (name) -> name.startsWith(file) && !name.contains("checksums"));
        this.store = this.stores.open();
        assertThat(this.store.stats().firstFindings()).anySatisfy((finding) -> {
            assertThat(finding.kind()).isEqualTo(Finding.Kind.OUTDATED);
            assertThat(finding.message()).contains("/store/" + file, "from an earlier time", "touch it");
        });
    }

    @Test
    void anEditIsNoOlderFile() {
        killAfterFlush("a");
        this.stores.disk().plant("map.json", "{\"a\":{\"n\":2}}");
        this.stores.disk().plant("users/a.json", "{\"n\":2}");
        this.store = this.stores.open();
        assertThat(this.store.stats().firstFindings()).isEmpty();
        assertThat(this.store.collection("map").get("a")).contains(Stores.row("{'n':2}"));
    }

    @Test
    void aDeletedRowThatIsPutBackIsNamed() {
        putEverywhere("a");
        putEverywhere("b");
        this.store.flush();
        MemoryDirectory old = this.stores.disk().kill();
        this.store.collection("users").delete("a");
        this.store.flush();
        this.stores.loseDisk(CrashMode.EVERYTHING);
        this.stores.disk().replaceFrom(old, "users/a.json"::equals);
        this.store = this.stores.open();
        assertThat(only(Finding.Kind.OUTDATED).message()).contains("/store/users/a.json");
    }

    @Test
    void filesOfRowsThatWereNotCopiedAreNamed() throws Exception {
        putEverywhere("b");
        killAfterFlush("a");
        this.stores.disk().delete(this.stores.disk().resolve("users/a.json"));
        this.store = this.stores.open();
        assertThat(only(Finding.Kind.MISSING).message()).contains("'a'", "no file", "not closed");
    }

    @Test
    void afterACloseAFileMayBeDeleted() throws Exception {
        putEverywhere("a");
        putEverywhere("b");
        this.stores.close();
        this.stores.disk().delete(this.stores.disk().resolve("users/a.json"));
        this.store = this.stores.open();
        assertThat(this.store.stats().firstFindings()).extracting(Finding::kind).containsExactly(Finding.Kind.REMOVED);
        assertThat(this.store.collection("users").ids()).containsExactly("b");
    }

    @Test
    void checksumsThatAreNotThereAreNamed() throws Exception {
        killAfterFlush("a");
        this.stores.disk().delete(this.stores.disk().resolve("lines.jsonl.checksums.jsonl"));
        this.store = this.stores.open();
        assertThat(only(Finding.Kind.MISSING).message()).contains("lines.jsonl.checksums.jsonl is not there");
    }

    @Test
    void valuesOfWhichNoFileIsLeftAreMissedOnce() throws Exception {
        killAfterFlush("a");
        for (String file : List.of("_values.json", "_values.json.checksums.jsonl")) {
            this.stores.disk().delete(this.stores.disk().resolve(file));
        }
        this.store = this.stores.open();
        Finding missing = only(Finding.Kind.MISSING);
        assertThat(missing.message()).contains("No file is left of /store/_values.json", "flush 1 wrote");
        assertThat(this.store.verify().findings()).containsExactly(missing.text());
        this.stores.close();
        this.store = this.stores.open();
        assertThat(this.store.stats().firstFindings()).isEmpty();
    }

    @Test
    void collectionOfWhichNoFileIsLeftIsMissedAlsoWithoutACatalog() throws Exception {
        killAfterFlush("a");
        for (String file : List.of("_catalog.json", "map.json", "map.json.checksums.jsonl")) {
            this.stores.disk().delete(this.stores.disk().resolve(file));
        }
        this.store = this.stores.open();
        assertThat(this.store.stats().firstFindings())
            .anyMatch((finding) -> finding.message().startsWith("No file is left of /store/map.json"));
    }

    @Test
    void collectionWithTheOldNameOfAnotherOneMissesNothing() {
        killAfterFlush("a");
        this.store = this.stores.open();
        this.stores.close();
        this.stores.configure((builder) -> builder.collection("other", CollectionOptions.singleFile("map.json")));
        this.stores.open();
        this.stores.close();
        this.stores.configure((builder) -> builder.collection("other", CollectionOptions.singleFile("map.json"))
            .collection("map", CollectionOptions.singleFile("new.json")));
        this.store = this.stores.open();
        assertThat(this.store.stats().firstFindings()).isEmpty();
    }

    @Test
    void whatWasFoundIsToldAgainUntilTheCollectionIsWrittenAnew() {
        restoreFromTheFirst((file) -> file.startsWith("users"));
        this.store = this.stores.open();
        only(Finding.Kind.OUTDATED);
        this.store.collection("map").put("c", Stores.row("{}"));
        this.store = this.stores.reopen();
        only(Finding.Kind.OUTDATED);
        this.store.collection("users").put("c", Stores.row("{}"));
        this.store = this.stores.reopen();
        assertThat(this.store.stats().firstFindings()).isEmpty();
    }

    @Test
    void aCheckpointOfAnOlderVersionExpectsNothing() {
        restoreFromTheFirst((file) -> file.startsWith("users"));
        this.stores.disk()
            .plant("_checkpoint.json", checkpoint("{\"format\":\"filestore\",\"version\":1,\"lsn\":12,\"run\":1"));
        this.store = this.stores.open();
        assertThat(this.store.stats().firstFindings()).isEmpty();
    }

    private static byte[] checkpoint(String checked) {
        return CheckedLine.of(checked.getBytes(StandardCharsets.US_ASCII));
    }

}
