package io.filestore.catalog;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.junit.jupiter.api.Test;

import io.filestore.error.CorruptStoreException;
import io.filestore.error.UnsupportedFormatException;
import io.filestore.io.CrashMode;
import io.filestore.io.MemoryDirectory;
import io.filestore.json.CheckedLine;
import io.filestore.row.Row;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class CatalogTests {

    private static final Layout FILES = new Layout("file-per-record", "users", "json-files");

    private static final Layout LINES = new Layout("single-file", "a \"b\"/ü.jsonl", "jsonl");

    private final MemoryDirectory disk = new MemoryDirectory();

    @Test
    void everythingComesBackFromTheDisk() throws IOException {
        Catalog catalog = Catalog.create()
            .with(Map.of("still", CatalogEntry.of(FILES), "fresh", CatalogEntry.fresh(LINES), "moving",
                    CatalogEntry.of(FILES).movingTo(LINES), "moved",
                    CatalogEntry.of(LINES).leaving(FILES, "_replaced/20261129T013000.000/moved"), "shaped",
                    CatalogEntry.fresh(FILES).movingTo(LINES).shaped(7)));
        catalog.write(this.disk);
        assertThat(Catalog.read(this.disk)).isEqualTo(catalog);
    }

    @Test
    void writtenCatalogSurvivesAPowerLoss() throws IOException {
        Catalog catalog = Catalog.create().with(Map.of("users", CatalogEntry.of(FILES)));
        catalog.write(this.disk);
        assertThat(Catalog.read(this.disk.crash(CrashMode.NOTHING))).isEqualTo(catalog);
    }

    @Test
    void everyStoreHasAnIdOfItsOwn() {
        assertThat(Catalog.create().storeId()).isNotEqualTo(Catalog.create().storeId());
    }

    @Test
    void absentCatalogIsNone() throws IOException {
        assertThat(Catalog.read(this.disk)).isNull();
    }

    @Test
    void fileIsJsonWithALineForEachCollection() throws IOException {
        new Catalog("6f1c", 0, new TreeMap<>(Map.of("b", CatalogEntry.of(FILES), "a", CatalogEntry.of(LINES))))
            .write(this.disk);
        String text = String.valueOf(this.disk.text("_catalog.json"));
        assertThat(text.lines()).hasSize(4)
            .startsWith(
                    "{\"format\":\"filestore-catalog\",\"version\":1,\"store\":\"6f1c\",\"timeline\":0,\"collections\":{",
                    "\"a\":{\"strategy\":\"single-file\",\"path\":\"a \\\"b\\\"/ü.jsonl\",\"form\":\"jsonl\"},",
                    "\"b\":{\"strategy\":\"file-per-record\",\"path\":\"users\",\"form\":\"json-files\"}");
        assertThat(Row.parse(text).get("timeline")).isNotNull();
    }

    @Test
    void anOlderFilestoreRefusesShapesThatItWouldForget() throws IOException {
        CatalogEntry users = CatalogEntry.of(FILES).shaped(3);
        new Catalog("6f1c", 0, new TreeMap<>(Map.of("users", users, "a", CatalogEntry.of(LINES)))).write(this.disk);
        String text = String.valueOf(this.disk.text("_catalog.json"));
        assertThat(text).startsWith("{\"format\":\"filestore-catalog\",\"version\":2,")
            .contains("\"form\":\"jsonl\"},", "\"form\":\"json-files\",\"shape\":3}");
        for (CatalogEntry later : List.of(users.movingTo(LINES), users.leaving(LINES, "r"), users.settled(),
                users.flushed())) {
            assertThat(later.shape()).isEqualTo(3);
        }
    }

    @Test
    void anOlderFilestoreRefusesCollectionsThatAnEngineHas() throws IOException {
        Layout users = new Layout("file-per-record", "users", "json-files");
        Layout there = Layout.remote("cassandra", "shop.users", null);
        Layout group = Layout.remote("cassandra", "shop.fs_group", "billing");
        for (CatalogEntry entry : List.of(CatalogEntry.of(there), CatalogEntry.of(group).shaped(2),
                CatalogEntry.of(users).movingTo(there), CatalogEntry.of(there).movingTo(users),
                CatalogEntry.of(there).leaving(users, "_replaced/x/users"))) {
            Catalog catalog = new Catalog("6f1c", 0, new TreeMap<>(Map.of("users", entry)));
            catalog.write(this.disk);
            assertThat(this.disk.text("_catalog.json")).contains("\"version\":3,");
            assertThat(Catalog.read(this.disk)).isEqualTo(catalog);
        }
        new Catalog("6f1c", 0, new TreeMap<>(Map.of("users", CatalogEntry.of(group)))).write(this.disk);
        assertThat(this.disk.text("_catalog.json"))
            .contains("\"users\":{\"strategy\":\"cassandra\",\"place\":\"shop.fs_group\",\"group\":\"billing\"}");
    }

    @Test
    void everyDamagedByteIsNoticed() throws IOException {
        Catalog.create().with(Map.of("users", CatalogEntry.of(FILES))).write(this.disk);
        byte[] whole = this.disk.bytes("_catalog.json");
        for (int i = 0; i < whole.length; i++) {
            byte[] damaged = whole.clone();
            damaged[i] ^= 1;
            this.disk.plant("_catalog.json", damaged);
            assertThatExceptionOfType(CorruptStoreException.class).as("byte %d", i)
                .isThrownBy(() -> Catalog.read(this.disk))
                .withMessageContaining("_catalog.json")
                .withMessageContaining("Restore it from a backup");
        }
    }

    @Test
    void catalogOfANewerFilestoreIsRefused() {
        this.disk.plant("_catalog.json",
                CheckedLine.of("{\"format\":\"filestore-catalog\",\"version\":4,\"store\":\"x\"".getBytes(UTF_8)));
        assertThatExceptionOfType(UnsupportedFormatException.class).isThrownBy(() -> Catalog.read(this.disk))
            .withMessageContaining("format 3");
    }

    @Test
    void pathsInTheDirectoryAreRecordedRelativeToIt() {
        Layout inside = Layout.at(this.disk, "single-file", this.disk.root().resolve("logs/audit.jsonl"), "jsonl");
        Layout outside = Layout.at(this.disk, "single-file", this.disk.root().resolveSibling("else.jsonl"), "jsonl");
        assertThat(inside.path()).isEqualTo("logs/audit.jsonl");
        assertThat(inside.in(this.disk)).isEqualTo(this.disk.root().resolve("logs/audit.jsonl"));
        assertThat(outside.in(this.disk)).isEqualTo(this.disk.root().resolveSibling("else.jsonl")).isAbsolute();
    }

}
