package io.filestore.tool;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.filestore.Store;
import io.filestore.catalog.Catalog;
import io.filestore.catalog.CatalogEntry;
import io.filestore.catalog.Layout;
import io.filestore.config.CollectionOptions;
import io.filestore.io.FileModes;
import io.filestore.io.StoreDirectory;
import io.filestore.row.Row;

import static org.assertj.core.api.Assertions.assertThat;

/** What the tool knows from the catalog. */
class CatalogVerifyTests {

    @TempDir
    private Path temporary;

    private Path root;

    private Path outside;

    private final ToolRun tool = new ToolRun();

    @BeforeEach
    void write() {
        this.root = this.temporary.resolve("data");
        this.outside = this.temporary.resolve("outside/rows.json");
        try (Store store = open(CollectionOptions.filePerRecord())) {
            store.collectionNames().forEach((name) -> store.collection(name).put("a", Row.parse("{}")));
        }
    }

    private Store open(CollectionOptions users) {
        return Store.builder(this.root)
            .automaticFlush(false)
            .collection("users", users)
            .collection("outside", CollectionOptions.singleFile(this.outside.toString()))
            .open();
    }

    private List<String> verify(int expected) {
        assertThat(this.tool.run("verify", this.root)).isEqualTo(expected);
        return this.tool.printed().lines().toList();
    }

    private void record(String name, CatalogEntry entry) throws IOException {
        StoreDirectory directory = StoreDirectory.at(this.root, FileModes.ownerOnly());
        Objects.requireNonNull(Catalog.read(directory)).with(Map.of(name, entry)).write(directory);
    }

    @Test
    void collectionsOutsideOfTheDirectoryAreSeen() {
        assertThat(verify(0)).contains(this.outside + " (single-file): 1 rows", "2 collections; 0 findings");
    }

    @Test
    void collectionsWithoutChecksumsAreSeen() throws IOException {
        Files.delete(this.root.resolve("users/_checksums.jsonl"));
        assertThat(verify(0)).anyMatch((line) -> line.startsWith("users (file-per-record): 1 rows"));
    }

    @Test
    void recordedCollectionWithoutFilesIsAFinding() throws IOException {
        Files.delete(this.outside);
        Files.delete(this.outside.resolveSibling("rows.json.checksums.jsonl"));
        assertThat(verify(1)).anyMatch((line) -> line.startsWith("FOUND No file is left of " + this.outside));
    }

    @Test
    void valuesWithoutFilesAreAFinding() throws IOException {
        try (Store store = open(CollectionOptions.filePerRecord())) {
            store.values().put("a", 1);
        }
        Files.delete(this.root.resolve("_values.json"));
        Files.delete(this.root.resolve("_values.json.checksums.jsonl"));
        assertThat(verify(1))
            .anyMatch((line) -> line.startsWith("FOUND No file is left of " + this.root.resolve("_values.json")));
    }

    @Test
    void collectionThatWasNeverFlushedIsNone() throws IOException {
        record("fresh", CatalogEntry.fresh(new Layout("single-file", "fresh.json", "json")));
        verify(0);
    }

    @Test
    void whatAnInterruptedMoveHasLeftIsNoFinding() throws IOException {
        Layout users = new Layout("file-per-record", "users", "json-files");
        record("users", CatalogEntry.of(users).movingTo(new Layout("single-file", "users.json", "json")));
        Files.writeString(this.root.resolve("users.json"), "{ half");
        Files.writeString(this.root.resolve("users.json.checksums.jsonl"), "{}");
        assertThat(verify(0)).contains(
                "Collection 'users' is on its way to another place; the next start goes on with it",
                "users (file-per-record): 1 rows");
    }

    @Test
    void whatAMoveHasNotYetTakenAwayIsNoFinding() throws IOException {
        Layout former = new Layout("single-file", "users.json", "json");
        record("users", CatalogEntry.of(new Layout("file-per-record", "users", "json-files"))
            .leaving(former, "_replaced/users"));
        Files.writeString(this.root.resolve("users.json"), "{ half");
        Files.writeString(this.root.resolve("users.json.checksums.jsonl"), "{}");
        assertThat(verify(0)).contains(
                "Collection 'users' is on its way to another place; the next start goes on with it",
                "users (file-per-record): 1 rows", "2 collections; 0 findings");
    }

    @Test
    void replacedFilesAreNotLookedAt() throws IOException {
        open(CollectionOptions.singleFile("users.json")).close();
        assertThat(verify(0)).contains("users.json (single-file): 1 rows", "2 collections; 0 findings");
    }

    @Test
    void shapeOfMigratedRowsIsTold() throws IOException {
        record("users", CatalogEntry.of(new Layout("file-per-record", "users", "json-files")).shaped(3));
        assertThat(verify(0)).contains("users (file-per-record): 1 rows", "Collection 'users' has rows of shape 3");
    }

    @Test
    void collectionThatAnEngineHasIsNamed() throws IOException {
        Layout there = Layout.remote("cassandra", "shop.orders", null);
        record("orders", CatalogEntry.of(there));
        assertThat(verify(0)).contains(
                "Collection 'orders' is kept by an engine, in shop.orders (cassandra): not looked at",
                "2 collections; 0 findings");
        assertThat(this.tool.run("query", this.root, "users")).isZero();
        assertThat(this.tool.run("query", this.root, "orders")).isEqualTo(2);
        assertThat(this.tool.err())
            .contains("kept by an engine, in shop.orders (cassandra), and only the application can read it");
        record("users", CatalogEntry.of(new Layout("file-per-record", "users", "json-files")).movingTo(there));
        assertThat(verify(0)).contains(
                "Collection 'users' is on its way to an engine, from users (file-per-record, json-files) to shop.orders (cassandra); the next start goes on with it",
                "users (file-per-record): 1 rows");
    }

    @Test
    void collectionOfAStrategyThatTheToolLacksIsNamed() throws IOException {
        record("own", CatalogEntry.of(new Layout("own", "x", "")));
        assertThat(verify(0)).anyMatch((line) -> line.startsWith("x (own): not looked at"));
    }

    @Test
    void damagedCatalogIsAFinding() throws IOException {
        Files.writeString(this.root.resolve("_catalog.json"), "{}");
        assertThat(verify(1)).anyMatch((line) -> line.contains("_catalog.json is damaged"))
            .contains("users (file-per-record): 1 rows");
    }

}
