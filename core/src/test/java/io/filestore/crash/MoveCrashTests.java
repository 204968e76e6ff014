package io.filestore.crash;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

import io.filestore.Store;
import io.filestore.StoreBuilder;
import io.filestore.error.InvalidConfigurationException;
import io.filestore.error.StoreException;
import io.filestore.io.CrashMode;
import io.filestore.io.Fault;
import io.filestore.io.MemoryDirectory;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The power goes, the process is killed, or the disk fails at each call of a start that
 * moves collections, and of the start after that. Whatever is left, every later start has
 * all rows, whether its settings are the old ones, the new ones or others.
 */
@ExtendWith(Tally.class)
class MoveCrashTests {

    private static final int MOST_CALLS = 1000;

    /** One of so many calls is tried, by the subclass every one. */
    private final int step = (getClass() == MoveCrashTests.class) ? Effort.fast(12, 3) : Effort.every(2);

    static Stream<Arguments> moves() {
        return Stream.of(Arguments.of(Place.FILES, Place.MAP, Place.LINES),
                Arguments.of(Place.MAP, Place.FILES, Place.PACKED),
                // On top of each other.
                Arguments.of(Place.FILES, Place.FILE, Place.MAP), Arguments.of(Place.FILE, Place.FILES, Place.INSIDE),
                Arguments.of(Place.MAP, Place.PACKED, Place.FILES), Arguments.of(Place.INSIDE, Place.FILES, Place.FILE),
                Arguments.of(Place.LINES, Place.PACKED_LINES, Place.FILES),
                Arguments.of(Place.PACKED_LINES, Place.LINES, Place.FILE));
    }

    /** Every other one of them, or all. */
    static Stream<Arguments> someMoves() {
        return Effort.isFull() ? moves() : moves().filter((move) -> ((Place) move.get()[1]).ordinal() % 2 == 0);
    }

    private static Map<String, String> rows(Place place, MemoryDirectory disk) {
        try (Store store = place.on(disk.kill()).open()) {
            return Rows.of(store);
        }
    }

    @ParameterizedTest
    @MethodSource("moves")
    void noRowIsLostWhenThePowerGoesWhileCollectionsMove(Place from, Place to, Place other) {
        MemoryDirectory before = from.filled();
        Map<String, String> expected = rows(from, before);
        boolean power = false;
        for (int call = 1 + from.ordinal() % this.step; !power; call += this.step) {
            assertThat(call).isLessThan(MOST_CALLS);
            MemoryDirectory disk = before.kill();
            disk.crashAt(call);
            power = moves(to, disk);
            Tally.fault();
            List<MemoryDirectory> remains = Aftermath.remains(disk, call);
            for (int i = 0; i < remains.size(); i++) {
                requireRows(remains.get(i), some(call + i, from, to, other), expected,
                        "call " + call + " of " + disk.log());
            }
        }
    }

    @ParameterizedTest
    @MethodSource("someMoves")
    void noRowIsLostWhenThePowerGoesAgainInTheNextStart(Place from, Place to, Place other) {
        MemoryDirectory before = from.filled();
        Map<String, String> expected = rows(from, before);
        boolean power = false;
        for (int first = 1 + to.ordinal(); !power; first += Effort.every(17 * this.step)) {
            MemoryDirectory disk = before.kill();
            disk.crashAt(first);
            power = moves(to, disk);
            MemoryDirectory left = Aftermath.remains(disk, first).get(first % 3);
            Place next = (first % 2 == 0) ? to : other;
            boolean secondPower = false;
            for (int call = 1 + first % 7; !secondPower; call += Effort.every(7) * (1 + this.step / 4)) {
                MemoryDirectory again = left.kill();
                again.crashAt(call);
                secondPower = moves(next, again);
                Tally.fault();
                requireRows(Aftermath.remains(again, call).get(call % 3), List.of(next), expected,
                        "call " + first + " of " + disk.log() + ", then call " + call + " of " + again.log());
            }
        }
    }

    @ParameterizedTest
    @MethodSource("moves")
    void noRowIsLostWhenTheDiskFailsWhileCollectionsMove(Place from, Place to, Place other) {
        MemoryDirectory before = from.filled();
        Map<String, String> expected = rows(from, before);
        boolean untouched = false;
        for (int call = 1 + to.ordinal() % this.step; !untouched; call += this.step) {
            Fault fault = (call % 2 == 0) ? Fault.IO_ERROR : Fault.DISK_FULL_HALFWAY;
            MemoryDirectory disk = before.kill();
            disk.failAt(call, fault);
            try (Store store = to.on(disk).open()) {
                assertThat(Rows.of(store)).isEqualTo(expected);
            }
            catch (StoreException ex) {
                assertThat(ex).isNotInstanceOf(InvalidConfigurationException.class);
            }
            untouched = disk.calls() < call;
            Tally.fault();
            disk.heal();
            MemoryDirectory left = (call % 3 == 0) ? disk.kill() : disk.crash(CrashMode.NOTHING);
            requireRows(left, some(call / 2, from, to, other), expected,
                    fault + " at call " + call + " of " + disk.log());
        }
    }

    /** A collection that is not configured moves when it is asked for. */
    @Test
    void noRowIsLostWhenAMoveFailsInARunningStoreAndThePowerGoesWhenItIsTriedAgain() {
        MemoryDirectory before = new MemoryDirectory();
        try (Store store = unconfigured(before, "file-per-record")) {
            store.collection("c").put("a", Rows.row(1, "a"));
            store.flush();
            store.collection("c").put("b", Rows.row(2, "b"));
            store.flush();
        }
        boolean untouched = false;
        for (int failing = 1; !untouched; failing += 1 + this.step / 4) {
            boolean power = false;
            for (int call = 1; !power; call += Effort.every(5 * this.step)) {
                MemoryDirectory disk = before.kill();
                Store store = unconfigured(disk, "single-file");
                int opened = disk.calls();
                disk.failAt(opened + failing, Fault.IO_ERROR);
                try {
                    store.collection("c");
                }
                catch (StoreException ex) {
                    assertThat(ex).isNotInstanceOf(InvalidConfigurationException.class);
                }
                untouched = disk.calls() < opened + failing;
                disk.heal();
                disk.crashAt(disk.calls() + call);
                Tally.fault();
                try {
                    store.collection("c").put("c", Rows.row(0, "c"));
                    store.flush();
                    power = disk.hasPower();
                }
                catch (Throwable ex) {
                    if (disk.hasPower()) {
                        throw ex;
                    }
                }
                try (Store after = unconfigured(Aftermath.remains(disk, call).get((failing + call) % 3),
                        "single-file")) {
                    assertThat(after.collection("c").ids())
                        .as("failed call %d, then call %d of %s", failing, call, disk.log())
                        .contains("a", "b");
                    assertThat(after.verify().findings()).isEmpty();
                }
            }
        }
    }

    private static Store unconfigured(MemoryDirectory disk, String strategy) {
        return Store.builder(disk.root())
            .directory(disk)
            .automaticFlush(false)
            .unconfiguredCollections(strategy)
            .open();
    }

    /**
     * The first file of a collection must not be there before the catalog knows: settings
     * that change then would hide it.
     */
    @ParameterizedTest
    @EnumSource
    void noRowIsLostWhenThePowerGoesInTheFirstFlushAndSettingsChange(Place place) {
        Place other = (place == Place.LINES) ? Place.FILES : Place.LINES;
        boolean power = false;
        for (int call = 1 + place.ordinal() % this.step; !power; call += this.step) {
            MemoryDirectory disk = new MemoryDirectory();
            Store store = other(place, disk).open();
            store.collection("m").put("a", Rows.row(1, "a"));
            disk.crashAt(disk.calls() + call);
            try {
                store.flush();
                power = disk.hasPower();
            }
            catch (Throwable ex) {
                assertThat(disk.hasPower()).isFalse();
            }
            for (MemoryDirectory left : Aftermath.remains(disk, call)) {
                Tally.crash();
                try (Store after = other(other, left).open()) {
                    assertThat(after.collection("m").ids()).as("call %d of %s", call, disk.log()).containsExactly("a");
                    assertThat(after.stats().findings()).isEmpty();
                }
            }
        }
    }

    /** At paths that nobody would guess. */
    private static StoreBuilder other(Place place, MemoryDirectory disk) {
        return place.on(disk)
            .collection("m", place.logged().withPath("odd/" + place.ordinal() + place.logged().path()))
            .collection("p", place.plain());
    }

    /** Returns false if the power goes meanwhile. */
    private static boolean moves(Place place, MemoryDirectory disk) {
        try (Store store = place.on(disk).open()) {
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

    /** One of them in turn. */
    private static List<Place> some(int turn, Place... places) {
        return Effort.isFull() ? List.of(places) : List.of(places[turn % places.length]);
    }

    private static void requireRows(MemoryDirectory left, List<Place> places, Map<String, String> expected,
            String what) {
        for (Place place : places) {
            Tally.crash();
            MemoryDirectory disk = left.kill();
            try {
                requireReaders(place, disk, expected);
                try (Store store = place.on(disk).open()) {
                    assertThat(Rows.of(store)).isEqualTo(expected);
                    assertThat(store.verify().findings()).isEmpty();
                    assertThat(store.stats().findings()).isEmpty();
                    assertThat(store.stats().quarantined()).isZero();
                    Aftermath.requireIndexes(store);
                }
                try (Store store = place.on(disk.crash(CrashMode.NOTHING)).open()) {
                    assertThat(Rows.of(store)).as("after a power loss").isEqualTo(expected);
                }
                assertThat(disk.files()).filteredOn((name) -> name.contains("_catalog")).hasSize(1);
                assertThat(disk.text("_catalog.json")).doesNotContain("next", "former", "replaced\"", "fresh");
            }
            catch (Throwable ex) {
                throw new AssertionError("With " + place + " after " + what, ex);
            }
        }
    }

    /** Readers see all rows, or are refused. */
    private static void requireReaders(Place place, MemoryDirectory disk, Map<String, String> expected) {
        int calls = disk.calls();
        try (Store store = place.on(disk).readOnly(true).open()) {
            assertThat(Rows.of(store)).as("rows for readers").isEqualTo(expected);
        }
        catch (InvalidConfigurationException ex) {
            assertThat(ex.reason()).contains("reading only");
        }
        assertThat(disk.calls()).as("changes by a reader").isEqualTo(calls);
    }

}
