package io.filestore.crash;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;

import io.filestore.RowCollection;
import io.filestore.Store;
import io.filestore.io.CrashMode;
import io.filestore.io.FileNames;
import io.filestore.io.MemoryDirectory;
import io.filestore.query.Query;
import io.filestore.query.QueryCheck;
import io.filestore.row.Row;
import io.filestore.row.RowEntry;
import io.filestore.wal.SyncPolicy;

import static org.assertj.core.api.Assertions.assertThat;

/** Opens a store on what a crash has left, and checks it against the oracle. */
final class Aftermath {

    private final Session before;

    private final long lastVersion;

    private final boolean repeated;

    Aftermath(Session before) {
        this(before, true);
    }

    /**
     * @param repeated whether to check that a second recovery changes nothing
     */
    Aftermath(Session before, boolean repeated) {
        this.before = before;
        this.lastVersion = before.highestVersion();
        this.repeated = repeated;
    }

    /**
     * What may be left: after a kill, after a power loss with nothing unforced, and with
     * some of it.
     */
    static List<MemoryDirectory> remains(MemoryDirectory disk, int seed) {
        return List.of(disk.kill(), disk.crash(CrashMode.NOTHING), disk.crash(CrashMode.random(new Random(seed))));
    }

    /**
     * After the process was killed; what was not forced is still in the system's cache.
     */
    void ofKill() {
        of(this.before.disk().kill(), true);
    }

    /** After a power loss that leaves what the mode says of what was not forced. */
    void ofPowerLoss(CrashMode mode) {
        of(this.before.disk().crash(mode), this.before.setting().sync() == SyncPolicy.ALWAYS);
    }

    private void of(MemoryDirectory left, boolean everything) {
        Tally.crash();
        MemoryDirectory untouched = left.kill();
        Session after = this.before.next(left).open();
        Map<String, String> found = Rows.of(after.store());
        long least = this.before.oracle().requirePossible(found, after.now(), everything);
        assertThat(after.store().stats().log().lastLsn()).as("last LSN").isGreaterThanOrEqualTo(least);
        assertThat(Rows.lowestVersion(after.store())).as("lowest version after").isGreaterThan(this.lastVersion);
        after.store()
            .stats()
            .collections()
            .values()
            .forEach((collection) -> assertThat(collection.quarantined()).as("quarantined of %s", collection.name())
                .isZero());
        assertThat(after.store().stats().firstFindings()).as("findings at the start").isEmpty();
        requireIndexes(after.store());
        requireCompoundIndexes(after.store().collection("alpha"));
        requireCompoundIndexes(after.store().collection("beta"));
        if (this.repeated) {
            requireSameAgain(untouched, after, found);
        }
        requireSound(after, found);
        after.end();
    }

    /** A recovery that comes to nothing must not make the next one any different. */
    private void requireSameAgain(MemoryDirectory untouched, Session after, Map<String, String> found) {
        Session again = after.next(after.disk().kill()).open();
        assertThat(Rows.of(again.store())).as("rows after a second recovery").isEqualTo(found);
        assertThat(files(again.disk())).as("files after a second recovery").isEqualTo(files(after.disk()));
        again.end();
        Session unplugged = after.next(after.disk().crash(CrashMode.NOTHING)).open();
        assertThat(Rows.of(unplugged.store())).as("rows after a recovery and a power loss").isEqualTo(found);
        unplugged.end();
        Map<String, String> before = files(untouched);
        Map<String, String> now = files(after.disk());
        before.keySet().removeIf((name) -> isLog(name) || name.endsWith(FileNames.TMP));
        now.keySet().removeIf(Aftermath::isLog);
        assertThat(now).as("data files after recovery").isEqualTo(before);
    }

    private static boolean isLog(String name) {
        return name.startsWith("_wal") || name.startsWith("_catalog") || name.startsWith("_quarantine");
    }

    private static Map<String, String> files(MemoryDirectory disk) {
        Map<String, String> files = new TreeMap<>();
        for (String name : disk.files()) {
            if (!name.startsWith("_checkpoint")) {
                files.put(name, Rows.shown(String.valueOf(disk.text(name))));
            }
        }
        return files;
    }

    private static void requireSound(Session after, Map<String, String> found) {
        assertThat(after.store().verify().findings()).as("findings").isEmpty();
        assertThat(Rows.of(after.store())).as("rows after a flush").isEqualTo(found);
        long lsn = after.store().stats().log().lastLsn();
        Session later = after.next(after.disk().crash(CrashMode.NOTHING)).open();
        assertThat(Rows.of(later.store())).as("rows after a flush and a power loss").isEqualTo(found);
        assertThat(later.store().stats().log().lastLsn()).as("LSN after a flush and a power loss").isEqualTo(lsn);
        later.store().collection("alpha").put("goes on", Rows.row(1, "yes"));
        assertThat(later.store().stats().log().lastLsn()).as("next LSN").isEqualTo(lsn + 1);
        later.end();
    }

    /**
     * Asks one query of each collection, which makes orders or finds those that are
     * there.
     * @param number which
     */
    static void requireOrders(Store store, int number) {
        for (String collection : store.collectionNames()) {
            QueryCheck.of(store.collection(collection)).one(number, "n", "text");
        }
    }

    static void requireIndexes(Store store) {
        for (String collection : new TreeSet<>(store.collectionNames())) {
            if (collection.equals("brief")) {
                continue;
            }
            for (int n = 0; n < 3; n++) {
                int key = n;
                assertThat(store.collection(collection).find("n", n).stream().map(RowEntry::id))
                    .as("index of %s, key %d", collection, n)
                    .containsExactlyElementsOf(store.collection(collection)
                        .stream()
                        .filter((row) -> row.value().get("n") != null && row.value().get("n").asInt() == key)
                        .map(RowEntry::id)
                        .sorted()
                        .toList());
            }
        }
        requireOrders(store, Rows.of(store).hashCode());
    }

    private static void requireCompoundIndexes(RowCollection<Row> rows) {
        List<RowEntry<Row>> all = rows.stream().toList();
        for (RowEntry<Row> row : all) {
            assertThat(rows.find(Query.where("n").is(row.value().get("n")).and("text").is(row.value().get("text"))))
                .as("what has n and text of %s", row.id())
                .containsExactly(row);
        }
        assertThat(rows.find(Query.all().orderBy("text").orderBy("n"))).as("rows by text and n")
            .containsExactlyElementsOf(
                    all.stream().sorted(Comparator.comparing((row) -> row.value().get("text").asString())).toList());
    }

}
