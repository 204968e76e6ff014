package io.filestore;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

import ch.qos.logback.classic.Level;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import io.filestore.catalog.Catalog;
import io.filestore.config.CollectionOptions;
import io.filestore.config.LayoutChanges;
import io.filestore.config.OpeningListener;
import io.filestore.error.InvalidConfigurationException;
import io.filestore.error.RowMigrationException;
import io.filestore.io.CrashMode;
import io.filestore.migration.RowMigration;
import io.filestore.row.Row;
import io.filestore.row.RowEntry;
import io.filestore.storage.StandardStrategies;
import io.filestore.storage.StorageStrategy;
import io.filestore.storage.StorageStrategyFactory;
import io.filestore.storage.StrategyContext;

import static io.filestore.Stores.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** Rows of an older shape are of the newest when the store is open. */
class MigrationTests {

    /** Not to be applied twice. */
    private static final RowMigration CENTS = RowMigration.of("c", 1, 2,
            (row) -> row.with("n", Objects.requireNonNull(row.get("n")).intValue() * 100));

    private static final RowMigration NAMED = RowMigration.jsonPatch("c", 2, 3,
            "[{\"op\":\"move\",\"from\":\"/n\",\"path\":\"/cents\"}]");

    private final Stores stores = new Stores((builder) -> builder);

    private final LoggedLines log = new LoggedLines();

    private Store current;

    @AfterEach
    void close() {
        this.stores.close();
        this.log.close();
    }

    private Store open(CollectionOptions c, RowMigration... migrations) {
        this.stores.close();
        this.stores.configure((builder) -> builder.collection("c", c)
            .collection("still", CollectionOptions.singleFile("still.json"))
            .withMigrations(migrations));
        this.current = this.stores.open();
        return this.current;
    }

    private void put(String id, String json) {
        this.current.collection("c").put(id, row(json));
    }

    private Map<String, String> rows() {
        Map<String, String> rows = new TreeMap<>();
        this.current.collection("c").stream().forEach((row) -> rows.put(row.id(), row.value().toString()));
        return rows;
    }

    private int shape() throws Exception {
        return Catalog.read(this.stores.disk()).entry("c").shape();
    }

    static List<CollectionOptions> layouts() {
        String elsewhere = Path.of("/elsewhere").toAbsolutePath().toString();
        return List.of(CollectionOptions.filePerRecord(), CollectionOptions.singleFile("c"),
                CollectionOptions.singleFile("c.json"), CollectionOptions.singleFile("deep/c.jsonl"),
                CollectionOptions.compressed("c.json"), CollectionOptions.compressed("deep/er/c.jsonl"),
                CollectionOptions.singleFile(elsewhere + "/c.json"),
                CollectionOptions.filePerRecord().withPath(elsewhere + "/c"),
                CollectionOptions.filePerRecord().withWal(false));
    }

    @ParameterizedTest
    @MethodSource("layouts")
    void rowsComeFromTwoShapesBackOnce(CollectionOptions c) throws Exception {
        CollectionOptions options = c.withIndexed("n", "cents");
        open(options);
        put("a", "{'n':1,'x':1e2}");
        put("B/2 \u00dc", "{'n':2,'_id':7}");
        put("gone", "{'n':5}");
        this.current.collection("still").put("s", row("{'n':1}"));
        this.current.flush();
        put("a", "{'n':3,'x':1e2}");
        put("late", "{'n':4}");
        this.current.collection("c").delete("gone");
        if (Boolean.FALSE.equals(c.wal())) {
            this.current.flush();
        }
        // Killed, with changes that only the log has.
        this.stores.loseDisk(CrashMode.EVERYTHING);
        Map<String, String> expected = Map.of("a", "{\"x\":1e2,\"cents\":300}", "B/2 \u00dc",
                "{\"_id\":7,\"cents\":200}", "late", "{\"cents\":400}");
        for (int start = 0; start < 3; start++) {
            open(options, NAMED, CENTS);
            assertThat(rows()).isEqualTo(expected);
            assertThat(shape()).isEqualTo(3);
            assertThat(this.current.collection("c").find("cents", 400)).extracting(RowEntry::id)
                .containsExactly("late");
            assertThat(this.current.collection("still").get("s")).contains(row("{'n':1}"));
            assertThat(this.current.verify().findings()).isEmpty();
            assertThat(this.current.stats().findings()).isEmpty();
            if (start == 0) {
                this.stores.loseDisk(CrashMode.NOTHING);
            }
        }
        put("a", "{'cents':1}");
        open(options, NAMED, CENTS);
        assertThat(rows()).containsEntry("a", "{\"cents\":1}").hasSize(3);
        assertThat(this.log.at(Level.WARN)).isEmpty();
        assertThat(this.log.at(Level.INFO)).filteredOn((line) -> line.contains("igrat"))
            .hasSize(2)
            .satisfies(
                    (lines) -> assertThat(lines.get(0)).isEqualTo("Migrating collection 'c' from shape 1 to 3: 3 rows"))
            .satisfies((lines) -> assertThat(lines.get(1)).matches(
                    "Collection 'c' has been migrated from shape 1 to 3: 3 rows in \\d+ ms; its old files are kept in _replaced/.*/c"));
    }

    @Test
    void eachShapeOnTheWayIsOneToBeginWith() throws Exception {
        open(CollectionOptions.filePerRecord());
        put("a", "{'n':1}");
        open(CollectionOptions.filePerRecord(), CENTS);
        assertThat(rows()).containsExactly(Map.entry("a", "{\"n\":100}"));
        assertThat(shape()).isEqualTo(2);
        open(CollectionOptions.filePerRecord(), CENTS, NAMED);
        assertThat(rows()).containsExactly(Map.entry("a", "{\"cents\":100}"));
        // The first step is not needed any more.
        open(CollectionOptions.filePerRecord(), NAMED);
        assertThat(rows()).containsExactly(Map.entry("a", "{\"cents\":100}"));
    }

    @Test
    void oldFilesAreKeptAsTheyWere() {
        open(CollectionOptions.singleFile("c.json"));
        put("a", "{'n':1}");
        this.stores.close();
        String text = this.stores.disk().text("c.json");
        open(CollectionOptions.singleFile("c.json"), CENTS);
        List<String> kept = this.stores.disk()
            .files()
            .stream()
            .filter((name) -> name.startsWith("_replaced") && name.endsWith("/c.json"))
            .toList();
        assertThat(kept).hasSize(1);
        assertThat(this.stores.disk().text(kept.get(0))).isEqualTo(text);
    }

    @Test
    void aCollectionThatIsNewIsOfTheNewestShapeAtOnce() throws Exception {
        open(CollectionOptions.filePerRecord(), CENTS);
        put("a", "{'n':1}");
        // Nothing but the log has the row.
        this.stores.loseDisk(CrashMode.NOTHING);
        open(CollectionOptions.filePerRecord(), CENTS);
        assertThat(rows()).containsExactly(Map.entry("a", "{\"n\":1}"));
        this.stores.loseDisk(CrashMode.NOTHING);
        open(CollectionOptions.filePerRecord(), CENTS, NAMED);
        assertThat(rows()).containsExactly(Map.entry("a", "{\"cents\":1}"));
        assertThat(shape()).isEqualTo(3);
    }

    @Test
    void rowsThatOnlyTheLogHasAreOfTheShapeOfTheApplicationThatWroteThem() {
        open(CollectionOptions.filePerRecord());
        put("a", "{'n':1}");
        this.stores.loseDisk(CrashMode.NOTHING);
        open(CollectionOptions.filePerRecord(), CENTS);
        assertThat(rows()).containsExactly(Map.entry("a", "{\"n\":100}"));
    }

    @Test
    void aCollectionWithoutRowsIsOfTheNewestShapeFromThenOn() throws Exception {
        open(CollectionOptions.singleFile("c.jsonl"));
        put("a", "{'n':1}");
        this.current.flush();
        this.current.collection("c").delete("a");
        this.stores.loseDisk(CrashMode.EVERYTHING);
        open(CollectionOptions.singleFile("c.jsonl"), CENTS);
        put("b", "{'n':1}");
        this.stores.loseDisk(CrashMode.EVERYTHING);
        open(CollectionOptions.singleFile("c.jsonl"), CENTS);
        assertThat(rows()).containsExactly(Map.entry("b", "{\"n\":1}"));
        assertThat(shape()).isEqualTo(2);
    }

    @Test
    void layoutAndShapeCanChangeInTheSameStart() throws Exception {
        open(CollectionOptions.singleFile("c.json"));
        put("a", "{'n':1}");
        this.current.flush();
        put("b", "{'n':2}");
        this.stores.loseDisk(CrashMode.EVERYTHING);
        open(CollectionOptions.filePerRecord().withIndexed("cents").withUnique("cents"), CENTS, NAMED);
        assertThat(rows()).containsExactly(Map.entry("a", "{\"cents\":100}"), Map.entry("b", "{\"cents\":200}"));
        assertThat(this.current.verify().findings()).isEmpty();
        // And a later move keeps the shape.
        open(CollectionOptions.compressed("packed.jsonl"), CENTS, NAMED);
        assertThat(rows()).containsEntry("a", "{\"cents\":100}");
        assertThat(shape()).isEqualTo(3);
    }

    @Test
    void layoutChangesThatAreRefusedDoNotRefuseAMigration() {
        open(CollectionOptions.singleFile("c.json"));
        put("a", "{'n':1}");
        this.stores.close();
        this.stores.configure((builder) -> builder.collection("c", CollectionOptions.singleFile("c.json"))
            .layoutChanges(LayoutChanges.REFUSE)
            .withMigrations(CENTS));
        this.current = this.stores.open();
        assertThat(rows()).containsExactly(Map.entry("a", "{\"n\":100}"));
    }

    @Test
    void rowsExpireWhenTheyWouldHave() {
        CollectionOptions options = CollectionOptions.filePerRecord().withTtl(Duration.ofMinutes(2));
        open(options);
        put("a", "{'n':1}");
        this.stores.clock().advance(Duration.ofMinutes(1));
        open(options, CENTS);
        assertThat(rows()).hasSize(1);
        this.stores.clock().advance(Duration.ofSeconds(61));
        assertThat(rows()).isEmpty();
    }

    @Test
    void aRowThatHasExpiredNeedNotFit() {
        CollectionOptions options = CollectionOptions.filePerRecord().withTtl(Duration.ofMinutes(2));
        open(options);
        put("odd", "{'m':1}");
        this.stores.clock().advance(Duration.ofMinutes(1));
        put("a", "{'n':1}");
        assertThatExceptionOfType(RowMigrationException.class).isThrownBy(() -> open(options, CENTS));
        this.stores.clock().advance(Duration.ofSeconds(61));
        open(options, CENTS);
        assertThat(rows()).containsExactly(Map.entry("a", "{\"n\":100}"));
        open(options, CENTS);
        assertThat(rows()).containsExactly(Map.entry("a", "{\"n\":100}"));
    }

    @Test
    void newerRowsAreRefusedAndLeftAlone() throws Exception {
        open(CollectionOptions.filePerRecord(), CENTS, NAMED);
        put("a", "{'cents':1}");
        this.stores.close();
        List<String> before = this.stores.disk().files();
        assertThatExceptionOfType(RowMigrationException.class)
            .isThrownBy(() -> open(CollectionOptions.filePerRecord(), CENTS))
            .withMessage("Collection 'c': Its rows are of shape 3, and the application works with shape 2."
                    + " Start the application that belongs to these rows, or a later one; rows do not go back.");
        assertThatExceptionOfType(RowMigrationException.class)
            .isThrownBy(() -> open(CollectionOptions.singleFile("elsewhere.json")))
            .withMessageContaining("since it has no migration of this collection");
        assertThat(this.stores.disk().files()).isEqualTo(before);
        open(CollectionOptions.filePerRecord(), CENTS, NAMED);
        assertThat(rows()).hasSize(1);
        assertThat(shape()).isEqualTo(3);
    }

    @Test
    void whoOnlyReadsAndKnowsNoMigrationsTakesRowsAsTheyAre() {
        open(CollectionOptions.filePerRecord(), CENTS, NAMED);
        put("a", "{'cents':1}");
        this.stores.close();
        this.stores.configure((builder) -> builder.collection("c", CollectionOptions.filePerRecord()).readOnly(true));
        this.current = this.stores.open();
        assertThat(rows()).containsExactly(Map.entry("a", "{\"cents\":1}"));
    }

    @Test
    void whoOnlyReadsSeesTheNewestShapeAndWritesNothing() throws Exception {
        open(CollectionOptions.filePerRecord());
        put("a", "{'n':1}");
        this.current.flush();
        put("b", "{'n':2}");
        this.stores.loseDisk(CrashMode.EVERYTHING);
        int calls = this.stores.disk().calls();
        this.stores.configure((builder) -> builder.collection("c", CollectionOptions.filePerRecord().withIndexed("n"))
            .readOnly(true)
            .withMigrations(CENTS));
        this.current = this.stores.open();
        assertThat(rows()).containsExactly(Map.entry("a", "{\"n\":100}"), Map.entry("b", "{\"n\":200}"));
        assertThat(this.current.collection("c").find("n", 200)).hasSize(1);
        assertThat(this.current.verify().findings()).isEmpty();
        this.stores.close();
        assertThat(this.stores.disk().calls()).isEqualTo(calls);
        assertThat(shape()).isEqualTo(1);
    }

    @Test
    void aMissingStepIsRefused() {
        open(CollectionOptions.filePerRecord());
        put("a", "{'n':1}");
        assertThatExceptionOfType(RowMigrationException.class)
            .isThrownBy(() -> open(CollectionOptions.filePerRecord(), NAMED))
            .withMessage("Collection 'c': There is no migration from shape 1, and the application works with shape 3."
                    + " Add the one that is missing, or add the older ones again.");
        assertThatExceptionOfType(RowMigrationException.class)
            .isThrownBy(() -> open(CollectionOptions.filePerRecord(), CENTS, RowMigration.of("c", 3, 4, (row) -> row)))
            .withMessageContaining("There is no migration from shape 2, and the application works with shape 4");
        assertThatExceptionOfType(RowMigrationException.class)
            .isThrownBy(() -> open(CollectionOptions.filePerRecord(), CENTS, RowMigration.of("c", 1, 3, (row) -> row)))
            .withMessageContaining("There are two migrations from shape 1, one to 2 and one to 3");
        open(CollectionOptions.filePerRecord());
        assertThat(rows()).containsExactly(Map.entry("a", "{\"n\":1}"));
    }

    @Test
    void aMigrationOfACollectionThatIsNotThereIsRefused() {
        assertThatExceptionOfType(RowMigrationException.class)
            .isThrownBy(() -> open(CollectionOptions.filePerRecord(), RowMigration.of("d", 1, 2, (row) -> row)))
            .withMessage("Collection 'd': There is a migration of it, but no such collection."
                    + " Configure the collection, or take the migration out.");
    }

    @Test
    void whatFailsForOneRowChangesNone() throws Exception {
        open(CollectionOptions.filePerRecord());
        for (int i = 0; i < 20; i++) {
            put("r" + i, "{'n':1}");
        }
        put("odd", "{'m':1}");
        this.stores.close();
        List<String> files = new ArrayList<>(this.stores.disk().files());
        String odd = this.stores.disk().text("c/odd.json");
        assertThatExceptionOfType(RowMigrationException.class)
            .isThrownBy(() -> open(CollectionOptions.filePerRecord(), CENTS))
            .withMessageStartingWith("Collection 'c', row 'odd': The migration from shape 1 to 2 failed: ");
        assertThatExceptionOfType(RowMigrationException.class).isThrownBy(
                () -> open(CollectionOptions.filePerRecord(), RowMigration.of("c", 1, 2, (row) -> row.without("m"))))
            .withMessageStartingWith(
                    "Collection 'c', row 'odd': The migration from shape 1 to 2 would lose the field 'm'");
        assertThat(this.stores.disk().files()).containsExactlyInAnyOrderElementsOf(files);
        assertThat(this.stores.disk().text("c/odd.json")).isEqualTo(odd);
        open(CollectionOptions.filePerRecord());
        assertThat(rows()).hasSize(21).containsEntry("r1", "{\"n\":1}");
        assertThat(shape()).isEqualTo(1);
    }

    @Test
    void aSharedUniqueValueIsRefusedUnlessItWasSharedBefore() {
        open(CollectionOptions.filePerRecord());
        put("a", "{'mail':'A'}");
        put("b", "{'mail':'a'}");
        put("x", "{'mail':'x'}");
        put("y", "{'mail':'x'}");
        RowMigration lower = RowMigration.of("c", 1, 2,
                (row) -> row.with("mail", Objects.requireNonNull(row.get("mail")).stringValue().toLowerCase()));
        assertThatExceptionOfType(RowMigrationException.class)
            .isThrownBy(() -> open(CollectionOptions.filePerRecord().withUnique("mail"), lower))
            .withMessage("Collection 'c': After the migration from shape 1 to 2, the rows 'a', 'b' would share mail ="
                    + " \"a\", which is unique. Mend the migration or the rows; nothing has changed.");
        open(CollectionOptions.filePerRecord());
        this.current.collection("c").delete("b");
        open(CollectionOptions.filePerRecord().withUnique("mail"), lower);
        assertThat(rows()).containsEntry("a", "{\"mail\":\"a\"}").hasSize(3);
        assertThat(this.current.stats().findings()).hasSize(1);
    }

    @Test
    void rowsThatHaveSharedAUniqueValueMayShareAnotherAndBeFewer() {
        open(CollectionOptions.filePerRecord());
        for (String id : List.of("a", "b", "c")) {
            put(id, "{'mail':'X'}");
        }
        put("d", "{'mail':'x'}");
        RowMigration all = RowMigration.of("c", 1, 2, (row) -> row.with("mail", "x"));
        assertThatExceptionOfType(RowMigrationException.class)
            .isThrownBy(() -> open(CollectionOptions.filePerRecord().withUnique("mail"), all))
            .withMessageContaining("the rows 'a', 'b', 'c', 'd' would share mail");
        open(CollectionOptions.filePerRecord());
        this.current.collection("c").update("c", (row) -> row.with("mend", true));
        RowMigration some = RowMigration.of("c", 1, 2,
                (row) -> row.with("mail", row.get("mend") != null ? "y" : row.get("mail").stringValue() + "2"));
        open(CollectionOptions.filePerRecord().withUnique("mail"), some);
        assertThat(rows()).containsEntry("a", "{\"mail\":\"X2\"}").containsEntry("b", "{\"mail\":\"X2\"}");
    }

    @Test
    void manyValuesThatWereSharedBeforeAreAllKnown() {
        open(CollectionOptions.singleFile("c.json"));
        Map<String, Row> pairs = new HashMap<>();
        for (int i = 0; i < 1500; i++) {
            pairs.put("a" + i, Row.of("mail", "m" + i, "n", i));
            pairs.put("b" + i, Row.of("mail", "m" + i, "n", -1));
        }
        this.current.collection("c").putAll(pairs);
        RowMigration half = RowMigration.of("c", 1, 2,
                (row) -> (row.get("n").intValue() % 2 == 0) ? row.with("mail", "own" + row.get("n")) : row);
        open(CollectionOptions.singleFile("c.json").withUnique("mail"), half);
        assertThat(rows()).hasSize(3000).containsEntry("a2", "{\"mail\":\"own2\",\"n\":2}");
    }

    @Test
    void rowsThatNothingSaysTheShapeOfNeedABaseline() throws Exception {
        open(CollectionOptions.filePerRecord(), CENTS);
        put("a", "{'n':1}");
        this.stores.close();
        this.stores.disk().delete(this.stores.disk().root().resolve("_catalog.json"));
        assertThatExceptionOfType(RowMigrationException.class)
            .isThrownBy(() -> open(CollectionOptions.filePerRecord(), CENTS))
            .withMessageStartingWith(
                    "Collection 'c': There are rows in c (file-per-record, json-files), and nothing says of which shape they are")
            .withMessageEndingWith(
                    "Say it with a baseline: 1 if no migration has been through them, 2 if they are as the application works with them.");
        this.stores.configure((builder) -> builder.collection("c", CollectionOptions.filePerRecord())
            .withMigrations(CENTS, NAMED)
            .baseline("c", 2));
        this.current = this.stores.open();
        assertThat(rows()).containsExactly(Map.entry("a", "{\"cents\":1}"));
    }

    @Test
    void rowsThatOnlyALogWithoutItsCatalogHasNeedABaselineToo() throws Exception {
        open(CollectionOptions.filePerRecord(), CENTS);
        put("a", "{'n':1}");
        this.stores.loseDisk(CrashMode.NOTHING);
        this.stores.disk().delete(this.stores.disk().root().resolve("_catalog.json"));
        assertThatExceptionOfType(RowMigrationException.class)
            .isThrownBy(() -> open(CollectionOptions.filePerRecord(), CENTS))
            .withMessageContaining("There are rows in the log, and nothing says of which shape they are");
    }

    @Test
    void rowsThatOnlyALogHasAreOfTheirBaselineFromThenOn() throws Exception {
        open(CollectionOptions.filePerRecord(), CENTS);
        put("a", "{'n':1}");
        this.stores.loseDisk(CrashMode.NOTHING);
        this.stores.disk().delete(this.stores.disk().root().resolve("_catalog.json"));
        this.stores.configure((builder) -> builder.collection("c", CollectionOptions.filePerRecord())
            .withMigrations(CENTS)
            .baseline("c", 2));
        this.current = this.stores.open();
        assertThat(rows()).containsExactly(Map.entry("a", "{\"n\":1}"));
        open(CollectionOptions.filePerRecord(), CENTS);
        assertThat(rows()).containsExactly(Map.entry("a", "{\"n\":1}"));
        assertThat(shape()).isEqualTo(2);
    }

    @Test
    void whatFailsForOneCollectionChangesNoOther() {
        this.stores.configure(MigrationTests::many);
        Store store = this.stores.open();
        for (String name : List.of("c0", "c1", "c2")) {
            store.collection(name).put("a", row("{'n':1}"));
        }
        this.stores.close();
        List<String> files = this.stores.disk().files();
        this.stores
            .configure((builder) -> many(builder).withMigrations(RowMigration.of("c0", 1, 2, (row) -> row.with("m", 0)),
                    RowMigration.of("c1", 1, 2, (row) -> row.without("n")),
                    RowMigration.of("c2", 1, 2, (row) -> row.with("m", 0))));
        assertThatExceptionOfType(RowMigrationException.class).isThrownBy(this.stores::open);
        assertThat(this.stores.disk().files()).containsExactlyInAnyOrderElementsOf(files);
        assertThat(this.stores.disk().text("_catalog.json")).doesNotContain("shape");
    }

    @Test
    void aCollectionThatIsNotConfiguredIsMigratedToo() throws Exception {
        this.stores.configure((builder) -> builder.unconfiguredCollections("file-per-record"));
        this.current = this.stores.open();
        put("a", "{'n':1}");
        this.stores.close();
        this.stores.configure((builder) -> builder.unconfiguredCollections("single-file").withMigrations(CENTS));
        this.current = this.stores.open();
        assertThat(rows()).containsExactly(Map.entry("a", "{\"n\":100}"));
        this.stores.close();
        this.stores.configure((builder) -> builder.unconfiguredCollections("single-file"));
        this.current = this.stores.open();
        assertThatExceptionOfType(RowMigrationException.class).isThrownBy(() -> this.current.collection("c"))
            .withMessageContaining("Its rows are of shape 2");
    }

    @Test
    void aCollectionInMemoryHasNothingToMigrate() {
        open(CollectionOptions.memoryOnly(), CENTS);
        put("a", "{'n':1}");
        open(CollectionOptions.memoryOnly(), CENTS);
        assertThat(rows()).isEmpty();
    }

    @Test
    void aStrategyWhoseFilesCannotBeReadElsewhereIsRefusedBeforeAnythingIsChanged() {
        this.stores.configure((builder) -> builder.strategy(FixedPlace.FACTORY)
            .collection("c", CollectionOptions.of("fixed").withPath("c.json")));
        this.current = this.stores.open();
        put("a", "{'n':1}");
        this.stores.close();
        this.stores.configure((builder) -> builder.strategy(FixedPlace.FACTORY)
            .collection("c", CollectionOptions.of("fixed").withPath("c.json"))
            .withMigrations(CENTS));
        assertThatExceptionOfType(InvalidConfigurationException.class).isThrownBy(this.stores::open)
            .withMessageContaining("Migrate them with another strategy");
        assertThat(this.stores.disk().text("fixed/c.json")).contains("\"n\": 1");
    }

    @Test
    void openingTellsOfIt() {
        open(CollectionOptions.filePerRecord());
        put("a", "{'n':1}");
        put("b", "{'n':1}");
        this.stores.close();
        List<String> told = new ArrayList<>();
        this.stores.configure((builder) -> builder.collection("c", CollectionOptions.filePerRecord())
            .withMigrations(CENTS)
            .openingListener(new OpeningListener() {

                @Override
                public void onBegin(Phase phase) {
                    told.add("begin " + phase);
                }

                @Override
                public void onEnd(Phase phase, long done) {
                    told.add("end " + phase + " " + done);
                }

            }));
        this.current = this.stores.open();
        assertThat(told).containsExactly("begin LOAD", "end LOAD 2", "begin REPLAY", "end REPLAY 0", "begin MIGRATE",
                "end MIGRATE 2");
        told.clear();
        this.current = this.stores.reopen();
        assertThat(told).doesNotContain("begin MIGRATE");
    }

    @Test
    void aBackupHasTheShape() throws Exception {
        open(CollectionOptions.filePerRecord().withPath(Path.of("/out").toAbsolutePath() + "/c"), CENTS);
        put("a", "{'n':1}");
        Path target = this.stores.disk().root().resolveSibling("backup");
        this.current.backup(target);
        Catalog copied = Objects.requireNonNull(Catalog.read(this.stores.disk().extract(target)));
        assertThat(Objects.requireNonNull(copied.entry("c")).shape()).isEqualTo(2);
    }

    @Test
    void manyRowsOfManyCollectionsAreMigrated() {
        this.stores.configure((builder) -> many(builder));
        Store store = this.stores.open();
        for (int i = 0; i < 3000; i++) {
            store.collection("c" + i % 3).put("r" + i, Row.of("n", i));
        }
        this.stores.close();
        this.stores
            .configure((builder) -> many(builder).withMigrations(RowMigration.of("c0", 1, 2, (row) -> row.with("m", 0)),
                    RowMigration.of("c1", 1, 7, (row) -> row.with("m", 1))));
        Store after = this.stores.open();
        assertThat(after.collection("c0").stream().filter((row) -> row.value().has("m"))).hasSize(1000);
        assertThat(after.collection("c1").stream().filter((row) -> row.value().has("m"))).hasSize(1000);
        assertThat(after.collection("c2").stream().filter((row) -> row.value().has("m"))).isEmpty();
        assertThat(after.verify().findings()).isEmpty();
    }

    private static StoreBuilder many(StoreBuilder builder) {
        return builder.collection("c0", CollectionOptions.filePerRecord().withIndexed("n"))
            .collection("c1", CollectionOptions.singleFile("c1.jsonl").withIndexed("n"))
            .collection("c2", CollectionOptions.compressed("c2"));
    }

    /** A strategy that puts its file where nobody has told it to. */
    private static final class FixedPlace {

        static final StorageStrategyFactory FACTORY = new StorageStrategyFactory() {

            @Override
            public String name() {
                return "fixed";
            }

            @Override
            public StorageStrategy create(StrategyContext context) {
                return StandardStrategies.singleFile()
                    .create(new StrategyContext(context.collection(),
                            context.directory().root().resolve("fixed/c.json"), context.directory()));
            }

        };

    }

}
