package io.filestore;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;

import ch.qos.logback.classic.Level;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import io.filestore.catalog.Catalog;
import io.filestore.config.CollectionOptions;
import io.filestore.error.StoreIOException;
import io.filestore.io.CrashMode;
import io.filestore.io.Fault;
import io.filestore.report.Finding;
import io.filestore.row.RowEntry;

import static io.filestore.Stores.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** A collection whose strategy, path or form has changed moves, and has its rows. */
class MoveTests {

    private static final String ELSEWHERE = Path.of("/elsewhere").toAbsolutePath().toString();

    private static final List<CollectionOptions> LAYOUTS = List.of(CollectionOptions.filePerRecord(),
            CollectionOptions.filePerRecord().withPath("c.json"), CollectionOptions.filePerRecord().withPath("deep"),
            CollectionOptions.singleFile("c"), CollectionOptions.singleFile("c.json"),
            CollectionOptions.singleFile("c.jsonl"), CollectionOptions.singleFile("deep/c.jsonl"),
            CollectionOptions.singleFile("c/c.json"), CollectionOptions.compressed("c"),
            CollectionOptions.compressed("c.json"), CollectionOptions.compressed("deep/er/c.jsonl"),
            CollectionOptions.singleFile(ELSEWHERE + "/c.json"),
            CollectionOptions.filePerRecord().withPath(ELSEWHERE + "/c"));

    private final Stores stores = new Stores((builder) -> builder);

    private final LoggedLines log = new LoggedLines();

    @AfterEach
    void close() {
        this.stores.close();
        this.log.close();
    }

    static Stream<Arguments> pairs() {
        List<Arguments> pairs = new ArrayList<>();
        for (CollectionOptions from : LAYOUTS) {
            for (CollectionOptions to : LAYOUTS) {
                if (from != to) {
                    pairs.add(Arguments.of(from, to));
                }
            }
        }
        return pairs.stream();
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void rowsMoveFromEachLayoutToEachOtherAndBack(CollectionOptions from, CollectionOptions to) throws Exception {
        fill(open(from));
        Map<String, String> before = rows();
        for (CollectionOptions next : List.of(to, from, to)) {
            // Killed, with changes that only the log has.
            this.stores.loseDisk(CrashMode.EVERYTHING);
            Store store = open(next);
            assertThat(rows()).isEqualTo(before);
            assertThat(store.verify().findings()).isEmpty();
            assertThat(store.stats().findings()).isEmpty();
            assertThat(Catalog.read(this.stores.disk()).entry("c").former()).isNull();
            assertThat(Catalog.read(this.stores.disk()).entry("c").rows().strategy()).isEqualTo(next.strategy());
            store.collection("c").put("z", row("{'n':" + before.size() + "}"));
            store.collection("c").delete("y");
            before = rows();
        }
        assertThat(this.log.at(Level.WARN)).isEmpty();
        assertThat(this.log.at(Level.INFO).stream().filter((line) -> line.contains("has moved"))).hasSize(3)
            .allMatch((line) -> line
                .matches("Collection 'c' has moved from .* to .*: \\d rows; its old files are kept in _replaced/.*/c"));
    }

    private Store open(CollectionOptions c) {
        return open(c, "other");
    }

    private Store open(CollectionOptions c, String other) {
        this.stores.configure((builder) -> builder.collection("c", c)
            .collection("still", CollectionOptions.singleFile(other + ".json")));
        Store store = this.stores.open();
        this.current = store;
        return store;
    }

    private Store current;

    private static void fill(Store store) {
        store.collection("c").put("a", row("{'n':100.00,'nested':{'x':[1,null,'ü']}}"));
        store.collection("c").put("B/2 \u00dc", row("{'_id':7,'id':'own','_expiresAt':1}"));
        store.collection("c").put("y", row("{}"));
        store.collection("c").put("gone", row("{}"));
        store.collection("still").put("s", row("{}"));
        store.flush();
        store.collection("c").put("a", row("{'n':101.00}"));
        store.collection("c").put("late", row("{}"));
        store.collection("c").delete("gone");
    }

    private Map<String, String> rows() {
        Map<String, String> rows = new TreeMap<>();
        this.current.collection("c").stream().forEach((row) -> rows.put(row.id(), row.value().toString()));
        rows.put("still", String.valueOf(this.current.collection("still").get("s").orElse(null)));
        return rows;
    }

    @Test
    void oldFilesAreKeptAsTheyWere() {
        open(CollectionOptions.singleFile("c.json").withIndexed("n")).collection("c").put("a", row("{'n':1}"));
        this.stores.reopen();
        String text = this.stores.disk().text("c.json");
        this.stores.close();
        open(CollectionOptions.filePerRecord().withIndexed("n"));
        List<String> kept = this.stores.disk().files().stream().filter((name) -> name.startsWith("_replaced")).toList();
        assertThat(kept).hasSize(3);
        assertThat(kept.get(0)).endsWith("/c/c.json");
        assertThat(this.stores.disk().text(kept.get(0))).isEqualTo(text);
        assertThat(this.stores.disk().files()).contains("c/a.json", "c/indices/n.jsonl", "c/_checksums.jsonl")
            .noneMatch((name) -> name.startsWith("c.json"));
    }

    @Test
    void ttlLogIndexAndUniqueCanChangeInTheSameStep() {
        open(CollectionOptions.singleFile("c.json")).collection("c").put("a", row("{'n':1,'m':2}"));
        this.stores.close();
        Store store = open(CollectionOptions.filePerRecord()
            .withIndexed("n")
            .withUnique("m")
            .withTtl(Duration.ofMinutes(1))
            .withWal(false));
        assertThat(store.collection("c").find("n", 1)).extracting(RowEntry::id).containsExactly("a");
        assertThat(store.collection("c").find("m", 2)).hasSize(1);
        assertThat(this.stores.disk().text("c/a.json")).contains("_expiresAt");
        this.stores.close();
        store = open(CollectionOptions.compressed("c.jsonl"));
        this.stores.clock().advance(Duration.ofMinutes(2));
        assertThat(store.collection("c").contains("a")).isTrue();
        assertThat(store.verify().findings()).isEmpty();
    }

    @Test
    void expiryIsKept() {
        CollectionOptions brief = CollectionOptions.filePerRecord().withTtl(Duration.ofMinutes(2));
        open(brief).collection("c").put("a", row("{}"));
        this.stores.close();
        this.stores.clock().advance(Duration.ofMinutes(1));
        Store store = open(CollectionOptions.compressed("x").withTtl(Duration.ofHours(1)));
        assertThat(store.collection("c").contains("a")).isTrue();
        this.stores.clock().advance(Duration.ofMinutes(1));
        assertThat(store.collection("c").contains("a")).isFalse();
    }

    @Test
    void severalCollectionsMoveInOneStart() {
        this.stores.configure((builder) -> builder.collection("a", CollectionOptions.filePerRecord())
            .collection("b", CollectionOptions.singleFile("b.json")));
        Store store = this.stores.open();
        store.collection("a").put("1", row("{}"));
        store.collection("b").put("2", row("{}"));
        this.stores.configure((builder) -> builder.collection("a", CollectionOptions.singleFile("a"))
            .collection("b", CollectionOptions.compressed("b.json")));
        store = this.stores.reopen();
        assertThat(store.collection("a").contains("1")).isTrue();
        assertThat(store.collection("b").contains("2")).isTrue();
        assertThat(this.stores.disk().files()).contains("a", "b.json.lz4").doesNotContain("a/1.json", "b.json");
    }

    @Test
    void emptyCollectionMovesAndGetsRows() {
        Store store = open(CollectionOptions.singleFile("c.json"));
        store.collection("c").put("a", row("{}"));
        store.flush();
        store.collection("c").delete("a");
        this.stores.close();
        store = open(CollectionOptions.filePerRecord());
        assertThat(store.collection("c").count()).isZero();
        this.stores.close();
        store = open(CollectionOptions.compressed("c.jsonl"));
        store.collection("c").put("b", row("{}"));
        this.stores.close();
        assertThat(open(CollectionOptions.compressed("c.jsonl")).collection("c").contains("b")).isTrue();
        assertThat(this.log.at(Level.WARN)).isEmpty();
    }

    @Test
    void collectionWithoutFilesTakesItsNewPlaceWithoutAWord() {
        open(CollectionOptions.singleFile("c.json"));
        this.stores.close();
        open(CollectionOptions.filePerRecord());
        assertThat(this.log.at(Level.INFO)).noneMatch((line) -> line.contains("moved"));
    }

    @Test
    void damagedRowIsSetAsideAndTheOthersMove() {
        Store store = open(CollectionOptions.filePerRecord());
        store.collection("c").put("a", row("{}"));
        store.collection("c").put("b", row("{}"));
        this.stores.close();
        this.stores.disk().plant("c/a.json", "{");
        store = open(CollectionOptions.singleFile("c.json"));
        assertThat(store.collection("c").ids()).containsExactly("b");
        assertThat(store.stats().collections().get("c").quarantined()).isOne();
        assertThat(this.stores.disk().files()).anyMatch((name) -> name.startsWith("_quarantine"));
    }

    @Test
    void oldFilesThatCannotBeTakenAwayAreTakenByTheNextStart() throws Exception {
        open(CollectionOptions.singleFile("c.json")).collection("c").put("a", row("{}"));
        this.stores.close();
        this.stores.disk().failOnce((call) -> call.matches("rename _replaced/.*/c/c.json"), Fault.IO_ERROR);
        Store store = open(CollectionOptions.filePerRecord());
        assertThat(store.collection("c").count()).isOne();
        assertThat(this.log.at(Level.WARN)).anyMatch((line) -> line.contains("cannot all be taken away"));
        assertThat(this.stores.disk().text("c.json")).isNotNull();
        this.stores.reopen();
        assertThat(this.stores.disk().text("c.json")).isNull();
        assertThat(Objects.requireNonNull(Catalog.read(this.stores.disk())).entry("c").former()).isNull();
    }

    @Test
    void collectionsThatAreNotConfiguredMoveWhenTheyAreAskedFor() {
        this.stores.configure((builder) -> builder.unconfiguredCollections("file-per-record"));
        Store store = this.stores.open();
        store.collection("c").put("a", row("{}"));
        store.flush();
        store.collection("c").put("b", row("{}"));
        store.collection("d").put("a", row("{}"));
        store.flush();
        store.collection("c").put("only logged", row("{}"));
        this.stores.loseDisk(CrashMode.EVERYTHING);
        this.stores.configure((builder) -> builder.unconfiguredCollections("single-file"));
        store = this.stores.open();
        assertThat(store.collection("c").ids()).containsExactlyInAnyOrder("a", "b", "only logged");
        assertThat(this.stores.disk().files()).contains("d/a.json");
        assertThat(store.collection("d").ids()).containsExactly("a");
        assertThat(this.stores.disk().files()).contains("d", "c").doesNotContain("d/a.json");
        assertThat(store.verify().findings()).isEmpty();
    }

    @Test
    void moveThatFailedWhenACollectionWasAskedForIsDoneWhenItIsAskedForAgain() {
        this.stores.configure((builder) -> builder.unconfiguredCollections("file-per-record"));
        this.stores.open().collection("c").put("a", row("{}"));
        this.stores.close();
        this.stores.configure((builder) -> builder.unconfiguredCollections("single-file"));
        Store store = this.stores.open();
        this.stores.disk().failOnce((call) -> call.equals("forceDirectory "), Fault.IO_ERROR);
        assertThatExceptionOfType(StoreIOException.class).isThrownBy(() -> store.collection("c"));
        this.stores.disk().failOnce((call) -> call.equals("append c.checksums.jsonl"), Fault.IO_ERROR);
        assertThatExceptionOfType(StoreIOException.class).isThrownBy(() -> store.collection("c"));
        assertThat(store.collection("c").ids()).containsExactly("a");
        assertThat(store.verify().findings()).isEmpty();
    }

    @Test
    void collectionThatGotAnotherNameHasItsRows() throws Exception {
        open(CollectionOptions.singleFile("c.json")).collection("c").put("a", row("{}"));
        this.stores.close();
        this.stores.configure((builder) -> builder.collection("renamed", CollectionOptions.singleFile("c.json")));
        assertThat(this.stores.open().collection("renamed").ids()).containsExactly("a");
        assertThat(Objects.requireNonNull(Catalog.read(this.stores.disk())).collections()).containsKey("renamed")
            .doesNotContainKey("c");
    }

    @Test
    void filesThatSomebodyHasMovedByHandAreFoundAtTheirNewPath() {
        open(CollectionOptions.singleFile("c.json").withWal(false)).collection("c").put("a", row("{}"));
        this.stores.close();
        String text = String.valueOf(this.stores.disk().text("c.json"));
        assertThat(deleted("c.json", "c.json.checksums.jsonl")).isTrue();
        this.stores.disk().plant("by/hand.json", text);
        assertThat(open(CollectionOptions.singleFile("by/hand.json")).collection("c").ids()).containsExactly("a");
    }

    @Test
    void collectionTakenOutOfTheConfigurationKeepsItsFilesAndIsNamed() {
        open(CollectionOptions.singleFile("c.json")).collection("c").put("a", row("{}"));
        this.stores.close();
        this.stores.configure((builder) -> builder.collection("still", CollectionOptions.singleFile("other.json")));
        this.stores.open();
        assertThat(this.log.at(Level.WARN)).singleElement()
            .asString()
            .contains("Not configured any more", "'c' in c.json (single-file, json)");
        assertThat(this.stores.disk().text("c.json")).isNotNull();
        this.stores.close();
        assertThat(open(CollectionOptions.filePerRecord()).collection("c").ids()).containsExactly("a");
    }

    @Test
    void filesThatAreGoneAreAFindingOnce() {
        open(CollectionOptions.singleFile("c.json")).collection("c").put("a", row("{}"));
        this.stores.close();
        assertThat(deleted("c.json", "c.json.checksums.jsonl")).isTrue();
        Store store = open(CollectionOptions.singleFile("c.json"));
        assertThat(store.stats().firstFindings()).singleElement()
            .matches((finding) -> finding.kind() == Finding.Kind.MISSING && "c".equals(finding.collection()));
        assertThat(store.verify().findings()).anyMatch((finding) -> finding.contains("No file is left"));
        assertThat(this.stores.reopen().stats().findings()).isEmpty();
    }

    private boolean deleted(String... files) {
        try {
            boolean all = true;
            for (String file : files) {
                all &= this.stores.disk().delete(this.stores.disk().root().resolve(file));
            }
            return all;
        }
        catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }

}
