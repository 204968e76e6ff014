package io.filestore.schedules;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;

import io.filestore.RowCollection;
import io.filestore.SettableClock;
import io.filestore.Store;
import io.filestore.config.CollectionOptions;
import io.filestore.error.DuplicateKeyException;
import io.filestore.error.StoreClosedException;
import io.filestore.error.TransactionConflictException;
import io.filestore.error.VersionConflictException;
import io.filestore.io.MemoryDirectory;
import io.filestore.row.PutResult;
import io.filestore.row.Row;
import io.filestore.row.RowEntry;
import io.filestore.schedules.Operation.Outcome;

/**
 * A thread of a simulation: does one random thing after the other, and notes what it was
 * told.
 */
final class Actor {

    /** Written in transactions that also write elsewhere, since it is not in the log. */
    static final String MEMORY = "memory";

    static final Map<String, CollectionOptions> COLLECTIONS = new TreeMap<>(Map.of(//
            "records", CollectionOptions.filePerRecord().withIndexed("n").withUnique("key"), //
            "lines", CollectionOptions.singleFile("lines.jsonl").withIndexed("n"), //
            "map",
            CollectionOptions.singleFile("map.json").withIndexed("n").withUnique("key").withTtl(Duration.ofSeconds(60)), //
            "packed", CollectionOptions.compressed("packed.jsonl").withIndexed("n", "key"), //
            MEMORY, CollectionOptions.memoryOnly().withIndexed("n")));

    static final List<String> NAMES = List.copyOf(COLLECTIONS.keySet());

    static final List<String> LOGGED = NAMES.stream().filter((name) -> !name.equals(MEMORY)).toList();

    private static final List<String> IDS = List.of("a", "b", "c", "d");

    static final int VALUES = 3;

    private final Store store;

    private final MemoryDirectory disk;

    private final SettableClock clock;

    private final Moments moments;

    private final String name;

    private final SplittableRandom random;

    private final Map<RowName, RowEntry<Row>> known = new HashMap<>();

    final List<Operation> operations = new ArrayList<>();

    private int marks;

    Actor(String name, Store store, MemoryDirectory disk, SettableClock clock, Moments moments, long seed) {
        this.name = name;
        this.store = store;
        this.disk = disk;
        this.clock = clock;
        this.moments = moments;
        this.random = new SplittableRandom(seed);
    }

    /** How long a row of a collection lives in milliseconds, 0 for ever. */
    static long ttl(String collection) {
        Duration ttl = COLLECTIONS.get(collection).ttl();
        return (ttl != null) ? ttl.toMillis() : 0;
    }

    /** By which fields something can be found. */
    static List<String> fields(String collection) {
        CollectionOptions options = COLLECTIONS.get(collection);
        return Stream.concat(options.indexed().stream(), options.unique().stream()).toList();
    }

    /**
     * Does so many things.
     * @param keeper whether it also moves the clock and closes the store
     */
    void run(int steps, boolean keeper) {
        for (int i = 0; i < steps; i++) {
            int die = this.random.nextInt(keeper ? 27 : 22);
            if (die < 4) {
                run("put", this::put);
            }
            else if (die < 6) {
                run("put if", this::putIf);
            }
            else if (die < 7) {
                run("put if absent", this::putIfAbsent);
            }
            else if (die < 9) {
                run("update", this::update);
            }
            else if (die < 11) {
                run("delete", this::delete);
            }
            else if (die < 13) {
                run("get", (operation) -> get(operation, this.store::collection, any(NAMES)));
            }
            else if (die < 14) {
                runLoosely("find", (operation) -> find(operation, this.store::collection, any(NAMES)));
            }
            else if (die < 15) {
                runLoosely("count", (operation) -> count(operation, this.store::collection, any(NAMES)));
            }
            else if (die < 21) {
                run("transact", this::transact);
            }
            else if (die < 24) {
                run("flush", (operation) -> operation.flushed = this.random.nextInt(3) > 0 ? this.store.flush().lsn()
                        : this.store.compact(any(LOGGED)).lsn());
            }
            else {
                this.clock.advance(Duration.ofMillis(1 + this.random.nextInt(30_000)));
            }
        }
    }

    private void runLoosely(String what, Consumer<Operation> work) {
        run(what, (operation) -> {
            operation.loose = true;
            work.accept(operation);
        });
    }

    private void run(String what, Consumer<Operation> work) {
        Operation operation = new Operation(this.name + " " + what);
        this.operations.add(operation);
        operation.from = this.clock.millis();
        operation.begin = this.moments.next();
        operation.to = Long.MAX_VALUE;
        try {
            work.accept(operation);
            operation.outcome = Outcome.DONE;
        }
        catch (StoreClosedException | TransactionConflictException ex) {
            operation.seen.clear();
            operation.outcome = Outcome.REFUSED;
        }
        catch (VersionConflictException | DuplicateKeyException ex) {
            operation.outcome = Outcome.REFUSED;
        }
        catch (RuntimeException | Error ex) {
            if (this.disk.hasPower()) {
                throw ex;
            }
        }
        operation.end = this.moments.next();
        operation.to = this.clock.millis();
    }

    private void put(Operation operation) {
        RowName row = row(LOGGED);
        Item item = item();
        put(operation, row, item, () -> rows(row).put(row.id(), item.row()));
    }

    private interface Put {

        PutResult run();

    }

    private static void put(Operation operation, RowName row, Item item, Put put) {
        operation.wrote(row, item);
        try {
            PutResult result = put.run();
            operation.writes.clear();
            operation.sawThere(row, !result.inserted());
            operation.wrote(row, item);
            operation.version = result.version();
        }
        catch (DuplicateKeyException ex) {
            operation.seen.clear();
            operation.seen.add(new Seen.WasTaken(row, item.key()));
            throw ex;
        }
    }

    /** If the row is still as this thread has seen it last. */
    private void putIf(Operation operation) {
        RowName row = row(LOGGED);
        RowEntry<Row> seen = this.known.get(row);
        Item item = item();
        String json = (seen != null) ? seen.value().toString() : null;
        operation.seen.add(new Seen.Was(row, json));
        try {
            put(operation, row, item, () -> rows(row).put(row.id(), item.row(), (seen != null) ? seen.version() : 0));
        }
        catch (VersionConflictException ex) {
            operation.seen.clear();
            operation.seen.add(new Seen.WasNot(row, json));
            throw ex;
        }
    }

    private void putIfAbsent(Operation operation) {
        RowName row = row(LOGGED);
        Item item = item();
        operation.wrote(row, item);
        try {
            boolean put = rows(row).putIfAbsent(row.id(), item.row());
            operation.writes.clear();
            operation.sawThere(row, !put);
            if (put) {
                operation.wrote(row, item);
            }
        }
        catch (DuplicateKeyException ex) {
            operation.seen.add(new Seen.WasTaken(row, item.key()));
            throw ex;
        }
    }

    private void update(Operation operation) {
        RowName row = row(LOGGED);
        String[] seen = new String[1];
        Item item = item();
        try {
            rows(row).update(row.id(), (value) -> {
                seen[0] = value.toString();
                operation.writes.clear();
                operation.wrote(row, item);
                return item.row();
            }).ifPresentOrElse((value) -> operation.seen.add(new Seen.Was(row, seen[0])), () -> {
                operation.writes.clear();
                operation.seen.add(new Seen.Was(row, null));
            });
        }
        catch (DuplicateKeyException ex) {
            operation.seen.add(new Seen.WasTaken(row, item.key()));
            throw ex;
        }
    }

    private void delete(Operation operation) {
        RowName row = row(LOGGED);
        RowEntry<Row> seen = this.known.get(row);
        if (ttl(row.collection()) == 0 && this.random.nextBoolean()) {
            operation.wrote(row, null);
            boolean deleted = rows(row).delete(row.id());
            operation.writes.clear();
            operation.sawThere(row, deleted);
            if (deleted) {
                operation.wrote(row, null);
            }
        }
        else if (seen != null) {
            String json = seen.value().toString();
            operation.seen.add(new Seen.Was(row, json));
            operation.wrote(row, null);
            try {
                rows(row).delete(row.id(), seen.version());
            }
            catch (VersionConflictException ex) {
                operation.seen.clear();
                operation.seen.add(new Seen.WasNot(row, json));
                throw ex;
            }
        }
    }

    private RowCollection<Row> rows(RowName row) {
        return this.store.collection(row.collection());
    }

    private void get(Operation operation, Function<String, RowCollection<Row>> from, String collection) {
        RowName row = new RowName(collection, any(IDS));
        RowEntry<Row> entry = from.apply(collection).entry(row.id()).orElse(null);
        operation.saw(row, (entry != null) ? entry.value().toString() : null);
        if (!operation.writes.containsKey(row)) {
            this.known.put(row, entry);
        }
    }

    private void find(Operation operation, Function<String, RowCollection<Row>> from, String collection) {
        String field = any(fields(collection));
        Object value = field.equals("n") ? (Object) this.random.nextInt(VALUES) : key();
        Map<String, String> found = new TreeMap<>();
        for (RowEntry<Row> entry : from.apply(collection).find(field, value)) {
            found.put(entry.id(), entry.value().toString());
        }
        operation.seen.add(new Seen.Found(collection, field, value, found, operation.own()));
    }

    private void count(Operation operation, Function<String, RowCollection<Row>> from, String collection) {
        long rows = from.apply(collection).count();
        operation.seen.add(new Seen.Counted(collection, rows, operation.own()));
    }

    private void transact(Operation operation) {
        List<String> two = List.of(any(NAMES), any(LOGGED));
        this.store.transact((transaction) -> {
            operation.beginAgain(this.clock.millis());
            for (int i = 1 + this.random.nextInt(5); i > 0; i--) {
                act(operation, transaction::collection, any(two));
            }
            boolean marked = operation.writes.entrySet()
                .stream()
                .anyMatch((row) -> row.getValue() != null && !row.getKey().collection().equals(MEMORY));
            if (!operation.writes.isEmpty() && !marked) {
                putIn(operation, transaction::collection, two.get(1));
            }
            return null;
        });
    }

    private void act(Operation operation, Function<String, RowCollection<Row>> in, String collection) {
        int die = this.random.nextInt(10);
        if (die < 3) {
            get(operation, in, collection);
        }
        else if (die < 5) {
            find(operation, in, collection);
        }
        else if (die < 6) {
            count(operation, in, collection);
        }
        else if (die < 9) {
            putIn(operation, in, collection);
        }
        else {
            RowName row = new RowName(collection, any(IDS));
            boolean deleted = in.apply(collection).delete(row.id());
            operation.sawThere(row, deleted);
            if (deleted) {
                operation.wrote(row, null);
            }
        }
    }

    private void putIn(Operation operation, Function<String, RowCollection<Row>> in, String collection) {
        RowName row = new RowName(collection, any(IDS));
        Item item = item();
        PutResult result = in.apply(collection).put(row.id(), item.row());
        operation.sawThere(row, !result.inserted());
        operation.wrote(row, item);
    }

    private Item item() {
        String key = this.random.nextBoolean() ? key() : null;
        return Item.of(this.name + "." + this.marks++, this.random.nextInt(VALUES), key,
                "x".repeat((this.random.nextInt(8) == 0) ? 1500 : 0));
    }

    private String key() {
        return "k" + this.random.nextInt(6);
    }

    private RowName row(List<String> collections) {
        return new RowName(any(collections), any(IDS));
    }

    private String any(List<String> some) {
        return some.get(this.random.nextInt(some.size()));
    }

}
