package io.filestore.schedules;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

import io.filestore.RowCollection;
import io.filestore.SettableClock;
import io.filestore.Store;
import io.filestore.StoreBuilder;
import io.filestore.io.MemoryDirectory;
import io.filestore.row.Row;
import io.filestore.row.RowEntry;
import io.filestore.wal.SyncPolicy;
import io.filestore.wal.WalOptions;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * One life of a store in a simulation: it is opened, looked at, used by several threads,
 * and closed, unless the power goes.
 */
final class Round {

    private final String name;

    private final MemoryDirectory disk;

    private final SettableClock clock;

    private final SyncPolicy sync;

    private final SplittableRandom random;

    /** The collections that most is done with. */
    private final List<String> favourites;

    private final Moments moments = new Moments();

    private final WitnessedDisk witnessed;

    private final List<Actor> actors = new ArrayList<>();

    /** What was there when the store was opened; null if it was not. */
    Map<RowName, String> found;

    /** When it was. */
    long time;

    /** The last line of the log then. */
    long lsn;

    /** Of all rows that were there. */
    final List<Long> versions = new ArrayList<>();

    /** Whether the store was closed, and the power was there until then. */
    boolean closed;

    Round(String name, MemoryDirectory disk, SettableClock clock, SyncPolicy sync, long seed) {
        this.name = name;
        this.disk = disk;
        this.clock = clock;
        this.sync = sync;
        this.random = new SplittableRandom(seed);
        this.favourites = List.of(anyName(), anyName());
        this.witnessed = new WitnessedDisk(disk, this.moments);
    }

    private String anyName() {
        return Setup.NAMES.get(this.random.nextInt(Setup.NAMES.size()));
    }

    /** What was in the log's new lines. */
    List<Commit> commits() {
        return this.witnessed.commits();
    }

    List<Operation> operations() {
        return this.actors.stream().flatMap((actor) -> actor.operations.stream()).toList();
    }

    void losePowerBeforeForce(int n) {
        this.witnessed.losePowerBeforeForce(n);
    }

    /** Of what was there, and was put. */
    long highestVersion() {
        return Stream.concat(this.versions.stream(), operations().stream().map((operation) -> operation.version))
            .reduce(0L, Math::max);
    }

    void run() throws Exception {
        try {
            Store store = open();
            look(store);
            live(store);
        }
        catch (Exception | Error ex) {
            if (this.disk.hasPower() || ex instanceof AssertionError) {
                throw ex;
            }
        }
    }

    private Store open() {
        StoreBuilder builder = Store.builder(this.witnessed.root())
            .directory(this.witnessed)
            .clock(this.clock)
            .automaticFlush(false)
            .wal(WalOptions.defaults().withSync(this.sync).withSegmentSizeBytes(4096));
        Setup.COLLECTIONS.forEach(builder::collection);
        return builder.open();
    }

    /** Its rows, and whether its indexes find them. */
    private void look(Store store) {
        Map<RowName, String> rows = new TreeMap<>();
        this.lsn = store.stats().log().lastLsn();
        this.time = this.clock.millis();
        for (String name : Setup.NAMES) {
            RowCollection<Row> collection = store.collection(name);
            Map<String, String> entries = new TreeMap<>();
            collection.stream().forEach((entry) -> {
                entries.put(entry.id(), entry.value().toString());
                rows.put(new RowName(name, entry.id()), entry.value().toString());
                this.versions.add(entry.version());
            });
            assertThat(collection.count()).as("rows of %s", name).isEqualTo(entries.size());
            for (String field : Setup.fields(name)) {
                entries.values()
                    .stream()
                    .map(Item::of)
                    .forEach((item) -> requireFound(collection, field,
                            field.equals("n") ? (Object) item.n() : item.key(), entries));
            }
        }
        assertThat(store.stats().firstFindings()).as("findings at the start").isEmpty();
        assertThat(store.stats().quarantined()).as("files set aside").isZero();
        this.found = rows;
    }

    private static void requireFound(RowCollection<Row> collection, String field, Object value,
            Map<String, String> entries) {
        TreeSet<String> expected = new TreeSet<>();
        entries.forEach((id, json) -> {
            if (value != null && Item.of(json).has(field, value)) {
                expected.add(id);
            }
        });
        if (value != null) {
            assertThat(collection.find(field, value).stream().map(RowEntry::id))
                .as("rows of %s whose %s is %s", collection.name(), field, value)
                .containsExactlyElementsOf(expected);
        }
    }

    private void live(Store store) throws Exception {
        boolean early = this.random.nextInt(5) == 0;
        try {
            Threads threads = new Threads();
            for (int i = 2 + this.random.nextInt(3); i > 0; i--) {
                String name = this.name + "t" + this.actors.size();
                Actor actor = new Actor(name, store, this.disk, this.clock, this.moments,
                        new Draw(name, this.favourites, this.random.split()));
                boolean keeper = this.actors.isEmpty();
                int steps = 3 + this.random.nextInt(5);
                this.actors.add(actor);
                threads.start(() -> actor.run(steps, keeper));
            }
            if (early) {
                store.close();
            }
            threads.join();
            if (!early && this.random.nextInt(3) == 0) {
                assertThat(store.verify().findings()).as("findings").isEmpty();
            }
        }
        finally {
            store.close();
        }
        this.closed = this.disk.hasPower();
    }

}
