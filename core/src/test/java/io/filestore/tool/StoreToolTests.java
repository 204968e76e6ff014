package io.filestore.tool;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import io.filestore.SettableClock;
import io.filestore.Store;
import io.filestore.config.CollectionOptions;
import io.filestore.row.Row;

import static org.assertj.core.api.Assertions.assertThat;

class StoreToolTests {

    @TempDir
    private Path temporary;

    private Path root;

    private Path killed;

    private final ToolRun tool = new ToolRun();

    @BeforeEach
    void write() throws IOException {
        this.root = this.temporary.resolve("data");
        this.killed = this.temporary.resolve("killed");
        try (Store store = open()) {
            for (String name : store.collectionNames()) {
                store.collection(name).put("user-1", Row.parse("{\"email\":\"alice@example.com\"}"));
            }
            store.values().put("version", "1");
            store.flush();
            store.collection("users").put("user-2", Row.parse("{\"email\":\"bob@example.com\"}"));
            store.transact((tx) -> {
                tx.collection("users").delete("user-1");
                tx.collection("lines").put("line-2", Row.parse("{}"));
                return null;
            });
            ToolRun.copy(this.root, this.killed);
        }
    }

    private Store open() {
        return Store.builder(this.root)
            .automaticFlush(false)
            .collection("users", CollectionOptions.filePerRecord().withUnique("email"))
            .collection("lines", CollectionOptions.singleFile("logs/lines.jsonl"))
            .collection("map", CollectionOptions.singleFile("map.json"))
            .collection("cache", CollectionOptions.compressed("cache/app"))
            .open();
    }

    private static void rot(Path file, String from, String to) throws IOException {
        FileTime time = Files.getLastModifiedTime(file);
        Files.writeString(file, Files.readString(file).replace(from, to));
        Files.setLastModifiedTime(file, time);
    }

    @Test
    void closedStoreIsClean() throws IOException {
        Map<Path, Object> before = ToolRun.state(this.root);
        assertThat(this.tool.run("verify", this.root)).isZero();
        assertThat(this.tool.lines()).contains("users (file-per-record): 1 rows",
                "logs/lines.jsonl (single-file): 2 rows", "map.json (single-file): 1 rows",
                "cache/app.lz4 (compressed): 1 rows", "_values.json (values): 1 rows", "5 collections; 0 findings");
        assertThat(ToolRun.state(this.root)).isEqualTo(before);
    }

    @Test
    void killedStoreIsCleanAndSaysWhatWaitsInTheLog() throws IOException {
        Map<Path, Object> before = ToolRun.state(this.killed);
        assertThat(this.tool.run("verify", this.killed)).isZero();
        assertThat(this.tool.lines().get(0)).isEqualTo("Log: up to LSN 8, of which 3 changes wait for the next start");
        assertThat(ToolRun.state(this.killed)).isEqualTo(before);
    }

    @Test
    void reserveThatACrashHasLeftIsNoFinding() throws IOException {
        assertThat(Files.readString(this.killed.resolve("_wal.jsonl"))).endsWith(" \n");
        assertThat(this.tool.run("verify", this.killed)).isZero();
        assertThat(this.tool.run("dump", this.killed)).isZero();
        assertThat(this.tool.lines()).hasSize(3).noneMatch((line) -> line.startsWith("#"));
    }

    @Test
    void writeThatACrashHasCutOffIsNoFinding() throws IOException {
        Path log = this.killed.resolve("_wal.jsonl");
        String lines = Files.readString(log).stripTrailing();
        Files.writeString(log, lines.substring(0, lines.length() - 4));
        assertThat(this.tool.run("verify", this.killed)).isZero();
        assertThat(this.tool.lines().get(0)).contains("up to LSN 6").contains("cut off");
        assertThat(this.tool.run("verify", this.killed, "--json")).isZero();
        assertThat(JsonMapper.shared().readTree(this.tool.out()).at("/log/cutOff").asString())
            .contains("_wal.jsonl, line 3, LSN 7: ");
        assertThat(this.tool.run("dump", this.killed)).isEqualTo(1);
        assertThat(this.tool.lines()).last().asString().startsWith("# _wal.jsonl, line 4: cut off or changed");
    }

    @Test
    void everyKindOfDamageIsFoundWithWhatToDo() throws IOException {
        rot(this.killed.resolve("users/user-1.json"), "alice", "alibe");
        rot(this.killed.resolve("map.json"), "alice", "alibe");
        rot(this.killed.resolve("cache/app.checksums.jsonl"), "row", "rox");
        Files.writeString(this.killed.resolve("users/broken.json"), "{");
        Files.writeString(this.killed.resolve("users/indices/email.jsonl"), "?");
        rot(this.killed.resolve("_wal.jsonl"), "bob", "bub");
        rot(this.killed.resolve("_checkpoint.json"), "lsn", "lsm");
        assertThat(this.tool.run("verify", this.killed)).isEqualTo(1);
        String text = this.tool.out();
        assertThat(text).contains("user-1.json: The checksum of row 'user-1' is")
            .contains("map.json: The checksum of row 'user-1' is")
            .contains("app.checksums.jsonl, line 1, is cut off or changed")
            .contains("broken.json: ")
            .contains("email.jsonl is not readable as an index")
            .contains("_wal.jsonl, line 2, LSN 6: the line is cut off or changed. It had been durable")
            .contains("_checkpoint.json is damaged")
            .contains("; 7 findings");
    }

    @Test
    void rottenRowsAreNotCounted() throws IOException {
        rot(this.root.resolve("logs/lines.jsonl"), "alice", "alibe");
        assertThat(this.tool.run("verify", this.root)).isEqualTo(1);
        assertThat(this.tool.lines()).contains("logs/lines.jsonl (single-file): 1 rows, 1 findings");
    }

    @Test
    void flushThatWasNotCompletedIsSaidAndNoFinding() throws IOException {
        Path checksums = this.root.resolve("map.json.checksums.jsonl");
        List<String> lines = Files.readAllLines(checksums);
        assertThat(lines.get(lines.size() - 1)).startsWith("{\"complete\":true");
        Files.write(checksums, lines.subList(0, lines.size() - 1));
        assertThat(this.tool.run("verify", this.root)).isZero();
        assertThat(this.tool.lines()).contains("map.json (single-file): 1 rows, last flush not completed");
    }

    @Test
    void filesThatAreGoneEmptyOrCutAreFoundWithTheirRows() throws IOException {
        Files.delete(this.root.resolve("cache/app.lz4"));
        Files.delete(this.root.resolve("_values.json"));
        Files.writeString(this.root.resolve("map.json"), "");
        Files.writeString(this.root.resolve("logs/lines.jsonl"),
                Files.readString(this.root.resolve("logs/lines.jsonl")).lines().findFirst().orElseThrow() + "\n");
        Files.delete(this.root.resolve("users/user-2.json"));
        Map<Path, Object> before = ToolRun.state(this.root);
        assertThat(this.tool.run("verify", this.root)).isEqualTo(1);
        assertThat(this.tool.out()).contains("app.lz4 is gone. It had ")
            .contains("_values.json is gone. It had ")
            .contains("map.json is empty. It had ")
            .contains("lines.jsonl ends after 44 bytes. It had ")
            .contains("Row 'line-2' is lost.")
            .contains("users has no row file any more. Row 'user-2' is lost.")
            .contains("Restore the file from a backup");
        assertThat(ToolRun.state(this.root)).isEqualTo(before);
    }

    @Test
    void quarantineIsListed() throws IOException {
        rot(this.root.resolve("users/user-2.json"), "bob", "bub");
        open().close();
        assertThat(this.tool.run("verify", this.root)).isEqualTo(1);
        assertThat(this.tool.out()).contains("-user-2.json: The checksum of row 'user-2' is").contains("1 findings");
    }

    @Test
    void openStoreIsNotVerified() {
        try (Store store = open()) {
            assertThat(store.isReadOnly()).isFalse();
            assertThat(this.tool.run("verify", this.root)).isEqualTo(2);
            assertThat(this.tool.err()).contains(this.root.toString());
            assertThat(this.tool.run("dump", this.root)).isZero();
        }
    }

    @Test
    void directoryThatIsNoStoreIsRefused() throws IOException {
        Path pictures = Files.createDirectories(this.temporary.resolve("home/pictures"));
        Files.writeString(pictures.resolve("cat.json"), "{}");
        assertThat(this.tool.run("verify", pictures)).isEqualTo(2);
        assertThat(this.tool.lines()).isEmpty();
        assertThat(this.tool.err()).startsWith(pictures + " is no store's directory: it has none of _checkpoint.json");
    }

    @Test
    void directoryThatHasAStoreInItIsRefusedAndSaysWhich() {
        try (Store store = open()) {
            assertThat(store.isClosed()).isFalse();
            assertThat(this.tool.run("verify", this.temporary)).isEqualTo(2);
            assertThat(this.tool.lines()).isEmpty();
            assertThat(this.tool.err()).contains(this.temporary + " is no store's directory, but ")
                .contains(" is one. Give that.");
        }
    }

    @Test
    void folderOfACollectionIsRefusedAndSaysWhoseItIs() {
        assertThat(this.tool.run("verify", this.root.resolve("users"))).isEqualTo(2);
        assertThat(this.tool.err())
            .startsWith(this.root.resolve("users") + " is a part of the store " + this.root + ".");
    }

    @Test
    void storeInAStoreIsLeftAlone() throws IOException {
        try (Store nested = Store.builder(this.root.resolve("nested"))
            .collection("users", CollectionOptions.filePerRecord())
            .open()) {
            nested.collection("users").put("user-1", Row.parse("{\"name\":\"Ann\"}"));
        }
        rot(this.root.resolve("nested/users/user-1.json"), "Ann", "Amn");
        assertThat(this.tool.run("verify", this.root)).isZero();
        assertThat(this.tool.lines()).contains("5 collections; 0 findings");
    }

    @Test
    void damagedLineIsFoundWithItsNumber() throws IOException {
        Path lines = this.root.resolve("logs/lines.jsonl");
        Files.writeString(lines, Files.readString(lines).replace("{\"id\":\"line-2\"", "{\"id\":line-2"));
        assertThat(this.tool.run("verify", this.root)).isEqualTo(1);
        assertThat(this.tool.lines()).anyMatch((line) -> line.startsWith("FOUND " + lines + ", line 2: "))
            .contains(
                    "      Repair it or restore it from a backup, or let the next start set it aside in _quarantine.");
    }

    @Test
    void filesThatAreNoRowsAndCopiesOfFilesAreFound() throws IOException {
        Path users = this.root.resolve("users");
        Files.writeString(users.resolve("notes.txt"), "hello");
        Files.copy(users.resolve("user-2.json"), users.resolve("user-2.sync-conflict-20260105-101500-ABCDEF7.json"));
        Files.copy(this.root.resolve("map.json"), this.root.resolve("map (1).json"));
        assertThat(this.tool.run("verify", this.root)).isEqualTo(1);
        assertThat(this.tool.lines()).contains(
                "FOUND " + users.resolve("notes.txt") + " is not filestore's, and is not read",
                "FOUND " + users.resolve("user-2.sync-conflict-20260105-101500-ABCDEF7.json")
                        + " looks like a copy of another row file, and is read as a row of its own",
                "FOUND " + this.root.resolve("map (1).json") + " is not filestore's, and is not read",
                "5 collections; 3 findings");
    }

    @Test
    void withoutACatalogCollectionsAreKnownByTheirChecksums() throws IOException {
        Files.delete(this.root.resolve("_catalog.json"));
        assertThat(this.tool.run("verify", this.root)).isZero();
        assertThat(this.tool.lines()).contains("users (file-per-record): 1 rows",
                "logs/lines.jsonl (single-file): 2 rows", "map.json (single-file): 1 rows",
                "cache/app.lz4 (compressed): 1 rows", "_values.json (values): 1 rows", "5 collections; 0 findings");
        Files.delete(this.root.resolve("cache/app.lz4"));
        Files.delete(this.root.resolve("map.json"));
        assertThat(this.tool.run("verify", this.root)).isEqualTo(1);
        assertThat(this.tool.out()).contains("app.lz4 is gone. It had ").contains("map.json is gone. It had ");
        assertThat(this.tool.lines()).contains("cache/app.lz4 (compressed): 0 rows, 1 findings",
                "map.json (single-file): 0 rows, 1 findings");
    }

    @Test
    void logThatIsGoneIsFound() throws IOException {
        Files.delete(this.killed.resolve("_wal.jsonl"));
        assertThat(this.tool.run("verify", this.killed)).isEqualTo(1);
        assertThat(this.tool.lines().get(0)).startsWith("FOUND " + this.killed.resolve("_wal.jsonl") + " is missing");
    }

    @Test
    void rowFilesThatAreGoneAreFound() throws IOException {
        Files.delete(this.killed.resolve("users/user-1.json"));
        Files.delete(this.killed.resolve("map.json"));
        assertThat(this.tool.run("verify", this.killed)).isEqualTo(1);
        assertThat(this.tool.lines()).contains(
                "FOUND " + this.killed.resolve("users") + " has no row file any more. Row 'user-1' is lost.",
                "FOUND " + this.killed.resolve("map.json")
                        + " is gone. It had 55 bytes when the last flush was done. Row 'user-1' is lost.",
                "users (file-per-record): 0 rows, 1 findings", "5 collections; 2 findings");
    }

    @Test
    void rowThatWasDeletedInTheOrdinaryWayIsNotMissed() {
        try (Store store = open()) {
            store.collection("users").delete("user-2");
            store.flush();
        }
        assertThat(this.tool.run("verify", this.root)).isZero();
    }

    @Test
    void checkpointAndLogThatAreBothGoneAreFound() throws IOException {
        for (String name : List.of("_wal.jsonl", "_checkpoint.json", "_lock")) {
            Files.delete(this.killed.resolve(name));
        }
        assertThat(this.tool.run("verify", this.killed)).isEqualTo(1);
        assertThat(this.tool.out()).contains("_checkpoint.json is missing")
            .contains("_wal.jsonl is missing")
            .contains("2 findings");
    }

    @Test
    void storeThatHasNeverFlushedIsClean() throws IOException {
        Path fresh = Files.createDirectory(this.temporary.resolve("fresh"));
        Store.builder(fresh).collection("users", CollectionOptions.filePerRecord().withWal(false)).open().close();
        assertThat(this.tool.run("verify", fresh)).isZero();
        assertThat(this.tool.lines()).contains("0 collections; 0 findings");
    }

    @Test
    void storeWithoutALogOfItsRowsIsClean() {
        Path fresh = this.temporary.resolve("fresh");
        try (Store store = Store.builder(fresh)
            .collection("users", CollectionOptions.filePerRecord().withWal(false))
            .open()) {
            store.collection("users").put("user-1", Row.parse("{}"));
        }
        assertThat(this.tool.run("verify", fresh)).isZero();
        assertThat(this.tool.lines()).contains("1 collections; 0 findings");
    }

    @Test
    void dumpPrintsALineForEachChange() {
        assertThat(this.tool.run("dump", this.killed)).isZero();
        assertThat(this.tool.lines()).satisfiesExactly(
                (line) -> assertThat(line).matches("6 \\d{4}-\\d\\d-\\d\\dT\\S+Z insert users user-2 27 bytes"),
                (line) -> assertThat(line).matches("7 \\S+ delete users user-1 \\(transaction 7-8\\)"),
                (line) -> assertThat(line).matches("8 \\S+ insert lines line-2 2 bytes \\(transaction 7-8\\)"));
        assertThat(this.tool.run("dump", this.killed.resolve("_wal.jsonl"), "--from", 7, "--collection", "lines"))
            .isZero();
        assertThat(this.tool.lines()).hasSize(1).first().asString().startsWith("8 ");
    }

    @Test
    void dumpSaysWhenARowExpires() {
        Path fresh = this.temporary.resolve("fresh");
        SettableClock clock = new SettableClock();
        try (Store store = Store.builder(fresh)
            .clock(clock)
            .automaticFlush(false)
            .collection("sessions", CollectionOptions.singleFile("sessions.json").withTtl(Duration.ofMinutes(90)))
            .open()) {
            store.collection("sessions").put("s", Row.parse("{}"));
            assertThat(this.tool.run("dump", fresh)).isZero();
        }
        assertThat(this.tool.lines())
            .containsExactly("1 2026-01-01T00:00:00Z insert sessions s 2 bytes (expires 2026-01-01T01:30:00Z)");
    }

    @Test
    void dumpPrintsLinesAsTheyAre() throws IOException {
        assertThat(this.tool.run("dump", this.killed, "--json", "--from", "8")).isZero();
        assertThat(this.tool.lines()).containsExactly(Files.readAllLines(this.killed.resolve("_wal.jsonl")).get(3));
    }

    @Test
    void argumentsThatMakeNoSenseAreExplained() {
        assertThat(this.tool.run()).isEqualTo(2);
        assertThat(this.tool.err()).startsWith("A command is missing.").contains("verify DIRECTORY");
        assertThat(this.tool.run("verify", this.root.resolve("absent"))).isEqualTo(2);
        assertThat(this.tool.run("verify")).isEqualTo(2);
        assertThat(this.tool.run("dump", this.root, "--from")).isEqualTo(2);
        assertThat(this.tool.run("dump", this.root, "--from", "x")).isEqualTo(2);
        assertThat(this.tool.run("dump", this.root, "--what")).isEqualTo(2);
        assertThat(this.tool.run("mend", this.root)).isEqualTo(2);
        assertThat(this.tool.err()).startsWith("There is no command 'mend'. A command comes first: verify, dump");
    }

    @Test
    void whatACommandDoesNotHaveIsRefusedWithWhatItHas() {
        assertThat(this.tool.run("verify", this.root, "--what")).isEqualTo(2);
        assertThat(this.tool.err()).startsWith("verify has no option '--what'. It has --json, --help and --version.")
            .contains("verify DIRECTORY [--json]")
            .doesNotContain("dump");
        assertThat(this.tool.run("verify", this.root, "more")).isEqualTo(2);
        assertThat(this.tool.err()).startsWith("verify takes DIRECTORY and no more; what is 'more'?");
        assertThat(this.tool.run("verify", "--json=yes", this.root)).isEqualTo(2);
        assertThat(this.tool.err()).startsWith("--json has no value.");
        assertThat(this.tool.run("dump", this.root, "--from")).isEqualTo(2);
        assertThat(this.tool.err()).startsWith("--from needs a value: --from LSN.");
    }

    @Test
    void optionsStandBeforeAndAfterTheDirectory() {
        assertThat(this.tool.run("dump", "--from", 7, this.killed, "--collection=lines")).isZero();
        assertThat(this.tool.lines()).hasSize(1).first().asString().startsWith("8 ");
        assertThat(this.tool.run("verify", "--json", this.root)).isZero();
        String before = this.tool.out();
        assertThat(this.tool.run("verify", this.root, "--json")).isZero();
        assertThat(this.tool.out()).isEqualTo(before).startsWith("{");
        assertThat(this.tool.run("verify", "--", this.root)).isZero();
        assertThat(this.tool.run("verify", "--", "--json")).isEqualTo(2);
        assertThat(this.tool.err()).contains("--json is no directory");
        assertThat(this.tool.run("verify", "--", "--help")).isEqualTo(2);
        assertThat(this.tool.err()).contains("--help is no directory");
        assertThat(this.tool.run("verify", "-")).isEqualTo(2);
        assertThat(this.tool.err()).contains("- is no directory");
    }

    @Test
    void helpAndVersionAreAnsweredAnywhere() {
        assertThat(this.tool.run("--help")).isZero();
        String all = this.tool.out();
        assertThat(all).contains("verify DIRECTORY", "dump DIRECTORY", "Exit code: 0");
        assertThat(this.tool.run("help")).isZero();
        assertThat(this.tool.out()).isEqualTo(all);
        for (List<String> words : List.of(List.of("dump", "--help"), List.of("dump", "data", "-h"),
                List.of("dump", "data", "--json", "--help"))) {
            assertThat(this.tool.run(words.toArray())).isZero();
            assertThat(this.tool.out()).contains("dump DIRECTORY").doesNotContain("verify");
        }
        assertThat(this.tool.run("--version")).isZero();
        assertThat(this.tool.lines()).singleElement().asString().startsWith("filestore ").contains("Java");
        assertThat(this.tool.run("verify", "absent", "--version")).isZero();
    }

    @Test
    void everythingThatVerifySaysIsInItsJson() throws IOException {
        rot(this.killed.resolve("users/user-1.json"), "alice", "alibe");
        assertThat(this.tool.run("verify", this.killed, "--json")).isEqualTo(1);
        JsonNode json = JsonMapper.shared().readTree(this.tool.out());
        assertThat(json.get("directory").asString()).isEqualTo(this.killed.toString());
        assertThat(json.at("/log/lastLsn").asInt()).isEqualTo(8);
        assertThat(json.at("/log/waiting").asInt()).isEqualTo(3);
        assertThat(json.at("/log/cutOff").isMissingNode()).isTrue();
        assertThat(json.get("collections")).hasSize(5).anySatisfy((collection) -> {
            assertThat(collection.get("path").asString()).isEqualTo("users");
            assertThat(collection.get("strategy").asString()).isEqualTo("file-per-record");
            assertThat(collection.get("rows").asInt()).isZero();
            assertThat(collection.get("findings").asInt()).isOne();
        });
        assertThat(json.get("findings")).singleElement().satisfies((finding) -> {
            assertThat(finding.get("message").asString()).contains("user-1.json: The checksum");
            assertThat(finding.get("remedy").asString()).isNotBlank();
        });
    }

    @Test
    void jsonLinesOfADumpStayJsonWhereTheLogIsDamaged() throws IOException {
        rot(this.killed.resolve("_wal.jsonl"), "bob", "bub");
        assertThat(this.tool.run("dump", this.killed, "--json")).isEqualTo(1);
        assertThat(this.tool.lines()).hasSize(2).allMatch((line) -> line.startsWith("{"));
        assertThat(this.tool.err()).startsWith("# _wal.jsonl, line 2: cut off or changed");
    }

}
