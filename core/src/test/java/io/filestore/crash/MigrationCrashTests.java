package io.filestore.crash;

import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

import io.filestore.Store;
import io.filestore.StoreBuilder;
import io.filestore.config.LayoutChanges;
import io.filestore.error.InvalidConfigurationException;
import io.filestore.error.RowMigrationException;
import io.filestore.error.StoreException;
import io.filestore.io.CrashMode;
import io.filestore.io.Fault;
import io.filestore.io.MemoryDirectory;
import io.filestore.migration.RowMigration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The power goes, the process is killed, or the disk fails at each call of a start that
 * migrates rows, and of the start after that. Whatever is left, each collection has all
 * of its rows in one shape, and every row goes through each migration once, though a
 * second time would make another row of it.
 */
@ExtendWith(Tally.class)
class MigrationCrashTests {

    private static final int MOST_CALLS = 1000;

    private static final RowMigration[] MIGRATIONS = { tenfold("m"), labelled("m"), tenfold("p"), labelled("p") };

    /**
     * One of so many calls is tried; by the subclass more, and each with all
     * {@link Effort}.
     */
    private final int step = (getClass() == MigrationCrashTests.class) ? Effort.fast(36, 12) : Effort.every(6);

    private static RowMigration tenfold(String collection) {
        return RowMigration.of(collection, 1, 2,
                (row) -> row.with("n", Objects.requireNonNull(row.get("n")).intValue() * 10 + 1));
    }

    private static RowMigration labelled(String collection) {
        return RowMigration.jsonPatch(collection, 2, 3, "[{\"op\":\"move\",\"from\":\"/text\",\"path\":\"/label\"}]");
    }

    private static StoreBuilder migrated(Place place, MemoryDirectory disk) {
        return place.on(disk).withMigrations(MIGRATIONS);
    }

    static Stream<Arguments> places() {
        return Stream.concat(Stream.of(Place.values()).map((place) -> Arguments.of(place, place)),
                Stream.of(Arguments.of(Place.FILES, Place.FILE), Arguments.of(Place.LINES, Place.FILES),
                        Arguments.of(Place.MAP, Place.PACKED)));
    }

    /** All rows before and after, by any start that nothing disturbs. */
    private record Expected(Map<String, String> before, Map<String, String> after) {

        static Expected of(Place place, MemoryDirectory disk) {
            try (Store old = place.on(disk.kill()).open(); Store migrated = migrated(place, disk.kill()).open()) {
                Expected expected = new Expected(Rows.of(old), Rows.of(migrated));
                assertThat(expected.before).containsEntry("m/a", "{\"n\":2,\"text\":\"changed\"}").hasSize(7);
                assertThat(expected.after).containsEntry("m/a", "{\"n\":21,\"label\":\"changed\"}")
                    .containsEntry("m/new", "{\"n\":1,\"label\":\"new\"}")
                    .containsEntry("p/Other Row", "{\"n\":21,\"label\":\"b\"}")
                    .containsEntry("still/a", "{\"n\":1,\"text\":\"a\"}")
                    .hasSize(7);
                return expected;
            }
        }

    }

    @ParameterizedTest
    @MethodSource("places")
    void rowsAreMigratedOnceWhenThePowerGoesMeanwhile(Place from, Place to) {
        MemoryDirectory before = from.filled();
        Expected expected = Expected.of(from, before);
        boolean power = false;
        for (int call = 1 + from.ordinal() % this.step; !power; call += this.step) {
            assertThat(call).isLessThan(MOST_CALLS);
            MemoryDirectory disk = before.kill();
            disk.crashAt(call);
            power = migrates(to, disk);
            Tally.fault();
            for (MemoryDirectory left : Aftermath.remains(disk, call)) {
                requireOnce(left, to, expected, "call " + call + " of " + disk.log());
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void rowsAreMigratedOnceWhenThePowerGoesAgainInTheNextStart(Place place) {
        MemoryDirectory before = place.filled();
        Expected expected = Expected.of(place, before);
        boolean power = false;
        for (int first = 1 + place.ordinal(); !power; first += Effort.every(17 * this.step)) {
            MemoryDirectory disk = before.kill();
            disk.crashAt(first);
            power = migrates(place, disk);
            MemoryDirectory left = Aftermath.remains(disk, first).get(first % 3);
            boolean secondPower = false;
            for (int call = 1 + first % 7; !secondPower; call += Effort.every(7) * (1 + this.step / 18)) {
                MemoryDirectory again = left.kill();
                again.crashAt(call);
                secondPower = migrates(place, again);
                Tally.fault();
                requireOnce(Aftermath.remains(again, call).get(call % 3), place, expected,
                        "call " + first + " of " + disk.log() + ", then call " + call + " of " + again.log());
            }
        }
    }

    @ParameterizedTest
    @MethodSource("places")
    void rowsAreMigratedOnceWhenTheDiskFailsMeanwhile(Place from, Place to) {
        MemoryDirectory before = from.filled();
        Expected expected = Expected.of(from, before);
        boolean untouched = false;
        for (int call = 1 + to.ordinal() % this.step; !untouched; call += this.step) {
            Fault fault = (call % 2 == 0) ? Fault.IO_ERROR : Fault.DISK_FULL_HALFWAY;
            MemoryDirectory disk = before.kill();
            disk.failAt(call, fault);
            try (Store store = migrated(to, disk).open()) {
                assertThat(Rows.of(store)).isEqualTo(expected.after);
            }
            catch (StoreException ex) {
                assertThat(ex).isNotInstanceOfAny(InvalidConfigurationException.class, RowMigrationException.class);
            }
            untouched = disk.calls() < call;
            Tally.fault();
            disk.heal();
            MemoryDirectory left = (call % 3 == 0) ? disk.kill() : disk.crash(CrashMode.NOTHING);
            requireOnce(left, to, expected, fault + " at call " + call + " of " + disk.log());
        }
    }

    /** Rows of which the log alone knows, in a collection that is new. */
    @ParameterizedTest
    @EnumSource
    void rowsOfANewCollectionAreNotMigratedAfterAPowerLoss(Place place) {
        boolean power = false;
        for (int call = 1 + place.ordinal() % this.step; !power; call += this.step) {
            MemoryDirectory disk = new MemoryDirectory();
            disk.crashAt(call);
            boolean acknowledged = false;
            try (Store store = migrated(place, disk).open()) {
                store.collection("m").put("a", Rows.row(1, "a"));
                acknowledged = disk.hasPower();
                store.flush();
                power = disk.hasPower();
            }
            catch (Throwable ex) {
                assertThat(disk.hasPower()).as(ex::toString).isFalse();
            }
            for (MemoryDirectory left : Aftermath.remains(disk, call)) {
                Tally.crash();
                try (Store after = migrated(place, left).open()) {
                    Map<String, String> rows = Rows.of(after);
                    assertThat(rows.getOrDefault("m/a", acknowledged ? "lost" : "{\"n\":1,\"text\":\"a\"}"))
                        .as("call %d of %s", call, disk.log())
                        .isEqualTo("{\"n\":1,\"text\":\"a\"}");
                    assertThat(after.verify().findings()).isEmpty();
                }
            }
        }
    }

    /** Returns false if the power goes meanwhile. */
    private static boolean migrates(Place place, MemoryDirectory disk) {
        try (Store store = migrated(place, disk).open()) {
            store.flush();
            return disk.hasPower();
        }
        catch (Throwable ex) {
            if (disk.hasPower()) {
                throw ex;
            }
            return false;
        }
    }

    private static void requireOnce(MemoryDirectory left, Place place, Expected expected, String what) {
        try {
            Tally.crash();
            requireReaders(place, left.kill(), expected);
            requireMigrated(place, left.kill(), expected);
            MemoryDirectory disk = left.kill();
            requireOld(place, disk, expected);
            requireMigrated(place, disk.kill(), expected);
        }
        catch (Throwable ex) {
            throw new AssertionError("With " + place + " after " + what, ex);
        }
    }

    /** The application as it was before sees all rows as they were, or is refused. */
    private static void requireOld(Place place, MemoryDirectory disk, Expected expected) {
        try (Store store = place.on(disk).open()) {
            assertThat(Rows.of(store)).as("of the old application").isEqualTo(expected.before);
            assertThat(store.verify().findings()).isEmpty();
        }
        catch (RowMigrationException ex) {
            assertThat(ex).hasMessageContaining("of shape 3, and the application works with shape 1");
        }
    }

    /** Readers see all rows, or are refused. */
    private static void requireReaders(Place place, MemoryDirectory disk, Expected expected) {
        int calls = disk.calls();
        try (Store store = migrated(place, disk).readOnly(true).open()) {
            assertThat(Rows.of(store)).as("rows for readers").isEqualTo(expected.after);
        }
        catch (InvalidConfigurationException ex) {
            assertThat(ex.reason()).contains("reading only");
        }
        assertThat(disk.calls()).as("changes by a reader").isEqualTo(calls);
    }

    private static void requireMigrated(Place place, MemoryDirectory disk, Expected expected) {
        try (Store store = migrated(place, disk).open()) {
            assertThat(Rows.of(store)).isEqualTo(expected.after);
            assertThat(store.verify().findings()).isEmpty();
            assertThat(store.stats().findings()).isEmpty();
            assertThat(store.stats().quarantined()).isZero();
            Aftermath.requireIndexes(store);
        }
        try (Store store = migrated(place, disk.crash(CrashMode.NOTHING)).layoutChanges(LayoutChanges.REFUSE).open()) {
            assertThat(Rows.of(store)).as("after a power loss").isEqualTo(expected.after);
        }
        assertThat(disk.files()).filteredOn((name) -> name.contains("_catalog")).hasSize(1);
        assertThat(disk.text("_catalog.json")).doesNotContain("next", "former", "replaced\"", "fresh")
            .containsPattern("\"m\":.*\"shape\":3.*\n\"p\":.*\"shape\":3.*\n\"still\":\\{[^\n]*\"form\":\"json\"}");
    }

}
