package io.filestore;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.filestore.config.CollectionOptions;
import io.filestore.report.Finding;
import io.filestore.row.Row;

import static io.filestore.Stores.row;
import static org.assertj.core.api.Assertions.assertThat;

/** What sync tools, editors and people leave among the files of a store. */
class StrayFilesTests {

    private static final UnaryOperator<StoreBuilder> OPTIONS = (builder) -> builder
        .collection("users", CollectionOptions.filePerRecord())
        .collection("lines", CollectionOptions.singleFile("logs/audit.jsonl"))
        .automaticFlush(false);

    @TempDir
    private Path root;

    @BeforeEach
    void writeRows() {
        try (Store store = open(OPTIONS)) {
            RowCollection<Row> users = store.collection("users");
            users.put("user-1", row("{'credit':10}"));
            users.put("user-2", row("{}"));
            users.put("Ä ö", row("{}"));
            users.put("indices", row("{}"));
            users.put("_checksums.jsonl", row("{}"));
            users.put("x".repeat(300), row("{}"));
            store.collection("lines").put("1", row("{}"));
            store.values().put("a", 1);
        }
    }

    private Store open(UnaryOperator<StoreBuilder> options) {
        return options.apply(Store.builder(this.root)).open();
    }

    private void write(String name, String content) throws IOException {
        Path file = this.root.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
    }

    private static List<String> strays(Store store) {
        List<String> found = store.stats().firstFindings().stream().map(Finding::text).toList();
        assertThat(store.verify().findings()).containsExactlyInAnyOrderElementsOf(found);
        return found;
    }

    @Test
    void whatFilestoreWritesIsNoStray() {
        for (int i = 0; i < 2; i++) {
            try (Store store = open(OPTIONS)) {
                store.collection("users").put("user-" + i, row("{}"));
                assertThat(strays(store)).isEmpty();
                assertThat(store.stats().quarantined()).isZero();
                assertThat(store.collection("users").count()).isGreaterThanOrEqualTo(6);
            }
        }
    }

    @Test
    void whatIsNoRowIsLeftAloneAndTold() throws IOException {
        List<String> names = List.of("USER-9.JSON", "user-8.json.txt", "user-1.json.bak", "user-1.json~",
                "#user-1.json#", ".user-1.json.swp", "notes.tmp", "my notes.json.tmp", "json", "_checksums.jsonl.bak");
        for (String name : names) {
            write("users/" + name, "{}");
        }
        write("users/archive/user-7.json", "{}");
        write("users/folder.json/x.json", "{}");
        Files.write(this.root.resolve("users/._user-1.json"), new byte[] { 0, 5, 0x16, 7, 0, 2, 0 });
        write("users/.DS_Store", "x");
        try (Store store = open(OPTIONS)) {
            assertThat(store.stats().findings()).isEqualTo(Map.of(Finding.Kind.STRAY_FILE, 1L));
            assertThat(strays(store)).singleElement()
                .asString()
                .contains("Collection 'users'", this.root.resolve("users").toString(), "'#user-1.json#'",
                        "'._user-1.json'", "'USER-9.JSON'", "'archive/'", "'folder.json/'", " and 3 more.",
                        "13 entries of");
            assertThat(store.stats().quarantined()).isZero();
            assertThat(store.collection("users").count()).isEqualTo(6);
            store.collection("users").put("new", row("{}"));
        }
        for (String name : names) {
            assertThat(this.root.resolve("users").resolve(name)).exists();
        }
    }

    @Test
    void copiesOfRowFilesAreRowsAndTold() throws IOException {
        List<String> ids = List.of("user-1 (Kim's conflicted copy 2026-01-05)", "user-1 2", "user-1 (1)",
                "user-1.sync-conflict-20260105-101500-ABCDEF7", "~$user-1", "user-1 - Copy", "Copy of user-1");
        for (String id : ids) {
            write("users/" + id + ".json", "{\"credit\":25}");
        }
        // These are copies of nothing that is there.
        write("users/chapter 2.json", "{}");
        write("users/Copy of nothing.json", "{}");
        try (Store store = open(OPTIONS)) {
            assertThat(strays(store)).singleElement()
                .asString()
                .contains("'user-1 (Kim's conflicted copy 2026-01-05).json'", "'~$user-1.json'", "'user-1 2.json'",
                        "7 row files in", "read all the same")
                .doesNotContain("nothing", "chapter", "more");
            assertThat(store.collection("users").ids()).containsAll(ids).contains("chapter 2");
            ids.forEach(store.collection("users")::delete);
            assertThat(store.verify().isClean()).isTrue();
        }
    }

    @Test
    void copiesAreToldHoweverTheRowFileIsSpelled() throws IOException {
        write("users/my%20notes.json", "{}");
        write("users/my notes 2.json", "{}");
        write("users/x@y.json", "{}");
        write("users/x@y 2.json", "{}");
        try (Store store = open(OPTIONS)) {
            assertThat(strays(store)).singleElement()
                .asString()
                .contains("2 row files in", "'my notes 2.json'", "'x@y 2.json'");
        }
    }

    @Test
    void copiesOfASingleFileAreNotReadAndTold() throws IOException {
        List<String> names = List.of("audit (Kim's conflicted copy 2026-01-05).jsonl", "audit 2.jsonl",
                "audit.sync-conflict-20260105-101500-ABCDEF7.jsonl", "audit.jsonl (1)");
        for (String name : names) {
            write("logs/" + name, "{\"id\":\"2\"}\n");
        }
        write("logs/auditing 2.jsonl", "");
        write("logs/audit.jsonl.bak", "");
        try (Store store = open(OPTIONS)) {
            assertThat(strays(store)).singleElement()
                .asString()
                .contains("Collection 'lines'")
                .contains(names)
                .doesNotContain("auditing", "bak");
            assertThat(store.collection("lines").count()).isOne();
        }
    }

    @Test
    void namesLikeOurOwnAreNotOurs() throws IOException {
        List<String> names = List.of("_wal-1.jsonl", "_wal.jsonl.bak", "_wal (conflicted copy).jsonl", "_WAL.jsonl",
                "_checkpoint.json~", "_wal-00000000000000000001.jsonl.gz", "_wal-000000000000000000001.jsonl");
        for (String name : names) {
            write(name, "{}");
        }
        write("README.md", "Mine.");
        try (Store store = open(OPTIONS)) {
            assertThat(strays(store)).singleElement().asString().contains(names).contains("give it its name back");
            assertThat(store.stats().replayed()).isZero();
        }
    }

    @Test
    void theyDoNotCountIfTheyAreNotToBeReported() throws IOException {
        write("users/archive/user-7.json", "{}");
        write("users/user-1 2.json", "{}");
        write("_wal.jsonl.bak", "{}");
        try (Store store = open((builder) -> OPTIONS.apply(builder).reportStrayFiles(false))) {
            assertThat(strays(store)).isEmpty();
            assertThat(store.collection("users").count()).isEqualTo(7);
        }
    }

}
