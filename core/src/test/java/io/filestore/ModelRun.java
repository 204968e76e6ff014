package io.filestore;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

import io.filestore.Model.Change;
import io.filestore.error.OutcomeUnknownException;
import io.filestore.error.StoreException;
import io.filestore.error.StoreFailedException;
import io.filestore.error.UniqueViolationException;
import io.filestore.error.VersionConflictException;
import io.filestore.io.CrashMode;
import io.filestore.io.Fault;
import io.filestore.io.PowerLoss;
import io.filestore.query.QueryCheck;
import io.filestore.row.PutResult;
import io.filestore.row.Row;
import io.filestore.row.RowEntry;
import io.filestore.wal.WalOptions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** One run of random operations on a store, each made on a {@link Model}, too. */
final class ModelRun implements AutoCloseable {

    private static final List<String> NAMES = new ArrayList<>(new TreeMap<>(Model.COLLECTIONS).keySet());

    private final Random random;

    private final Stores stores = new Stores(ModelRun::configure);

    private final Model model = new Model(this.stores.clock());

    final List<String> history = new ArrayList<>();

    private Store store = this.stores.open();

    /** Whether calls of the disk may fail now. */
    private boolean faulty;

    /** Whether only a crash leads on. */
    private boolean broken;

    private long lastVersion;

    private long lastLsn;

    ModelRun(long seed) {
        this.random = new Random(seed * 0x9E3779B97F4A7C15L);
        this.model.flushed();
    }

    private static StoreBuilder configure(StoreBuilder builder) {
        Model.COLLECTIONS.forEach(builder::collection);
        return builder.wal(WalOptions.defaults().withSegmentSizeBytes(4096));
    }

    void step() {
        if (this.broken) {
            crash();
            return;
        }
        int die = this.random.nextInt(100);
        if (die < 40) {
            put();
        }
        else if (die < 52) {
            delete();
        }
        else if (die < 68) {
            transact();
        }
        else if (die < 71) {
            clear();
        }
        else if (die < 80) {
            flush();
        }
        else if (die < 84) {
            this.stores.clock().advance(Duration.ofMillis(1 + this.random.nextInt(20_000)));
            this.history.add("advance");
        }
        else if (die < 88) {
            reopen();
        }
        else if (die < 92) {
            crash();
        }
        else if (die < 97) {
            trouble();
        }
        else {
            check();
        }
    }

    private void put() {
        Change change = randomPut();
        RowCollection<Row> rows = this.store.collection(change.collection());
        long version = rows.entry(change.id()).map(RowEntry::version).orElse(0L);
        switch (this.random.nextInt(5)) {
            case 0 -> write("put if absent", (version == 0) ? List.of(change) : List.of(),
                    () -> assertThat(rows.putIfAbsent(change.id(), change.row())).isEqualTo(version == 0));
            case 1 -> write("put at version", List.of(change),
                    () -> noteVersion(rows.put(change.id(), change.row(), version)));
            case 2 ->
                write("put at wrong version", List.of(), () -> assertThatExceptionOfType(VersionConflictException.class)
                    .isThrownBy(() -> rows.put(change.id(), change.row(), version + 1)));
            case 3 -> write("update", (version != 0) ? List.of(change) : List.of(),
                    () -> assertThat(rows.update(change.id(), (row) -> change.row()).isPresent())
                        .isEqualTo(version != 0));
            default -> write("put", List.of(change), () -> {
                PutResult result = rows.put(change.id(), change.row());
                assertThat(result.inserted()).isEqualTo(version == 0);
                noteVersion(result);
            });
        }
    }

    private void noteVersion(PutResult result) {
        assertThat(result.version()).as("version").isGreaterThan(this.lastVersion);
        this.lastVersion = result.version();
    }

    private void delete() {
        Change change = randomDelete();
        RowCollection<Row> rows = this.store.collection(change.collection());
        boolean present = this.model.rows(change.collection()).containsKey(change.id());
        write("delete", List.of(change), () -> assertThat(rows.delete(change.id())).isEqualTo(present));
    }

    private void transact() {
        List<Change> changes = new ArrayList<>();
        for (int i = this.random.nextInt(6); i >= 0; i--) {
            changes.add(this.random.nextInt(3) == 0 ? randomDelete() : randomPut());
        }
        if (this.random.nextBoolean()) {
            int number = this.random.nextInt(100);
            changes.add(new Change(Model.VALUES, "v" + this.random.nextInt(3),
                    (number < 20) ? null : Row.of("value", number)));
        }
        boolean rollBack = this.random.nextInt(8) == 0;
        write(rollBack ? "roll back" : "transact", rollBack ? List.of() : changes, () -> {
            try {
                this.store.transact((transaction) -> {
                    changes.forEach((change) -> make(transaction, change));
                    if (rollBack) {
                        throw new ArithmeticException();
                    }
                    return null;
                });
                assertThat(rollBack).isFalse();
            }
            catch (ArithmeticException ex) {
                assertThat(rollBack).isTrue();
            }
        });
    }

    private static void make(Transaction transaction, Change change) {
        if (change.collection().equals(Model.VALUES)) {
            if (change.row() != null) {
                transaction.values().put(change.id(), change.row());
            }
            else {
                transaction.values().delete(change.id());
            }
        }
        else if (change.row() != null) {
            transaction.collection(change.collection()).put(change.id(), change.row());
        }
        else {
            transaction.collection(change.collection()).delete(change.id());
        }
    }

    private void clear() {
        String name = NAMES.get(this.random.nextInt(NAMES.size()));
        List<Change> changes = this.model.rows(name).keySet().stream().map((id) -> new Change(name, id, null)).toList();
        write("clear " + name, changes, () -> this.store.collection(name).clear());
    }

    private void write(String what, List<Change> changes, Runnable action) {
        this.history.add(what + " " + changes);
        boolean duplicates = this.model.duplicates(changes);
        try {
            action.run();
            assertThat(duplicates).as("a duplicate key went in").isFalse();
            this.model.apply(changes);
            this.lastLsn = this.store.stats().log().lastLsn();
        }
        catch (UniqueViolationException ex) {
            assertThat(duplicates).as("a duplicate key").isTrue();
        }
        catch (OutcomeUnknownException | StoreFailedException | PowerLoss ex) {
            allowed(ex);
            this.model.unknown(changes);
            this.broken = true;
        }
        catch (StoreException ex) {
            allowed(ex);
        }
        catch (AssertionError ex) {
            if (this.store.stats().failure() == null) {
                throw ex;
            }
            allowed(ex);
            this.broken = true;
        }
    }

    private void allowed(Throwable failure) {
        if (!this.faulty) {
            throw new AssertionError("Failed without a reason", failure);
        }
        this.history.add("-> " + failure);
    }

    private void flush() {
        int kind = this.random.nextInt(4);
        String name = NAMES.get(this.random.nextInt(NAMES.size()));
        this.history.add(List.of("flush", "flush", "compact " + name, "tick").get(kind));
        try {
            if (kind == 2) {
                this.store.compact(name);
            }
            else if (kind == 3 && !this.faulty) {
                Stores.tick(this.store);
            }
            this.store.flush();
            this.model.flushed();
        }
        catch (RuntimeException | Error ex) {
            allowed(ex);
            this.model.mayBeFlushed();
            this.broken |= this.store.stats().failure() != null || !(ex instanceof StoreException);
        }
    }

    private void reopen() {
        this.history.add("reopen");
        heal();
        if (this.broken) {
            return;
        }
        this.store = this.stores.reopen();
        this.model.reopened();
        this.model.flushed();
        check();
    }

    private void crash() {
        CrashMode mode = switch (this.random.nextInt(4)) {
            case 0 -> CrashMode.NOTHING;
            case 1 -> CrashMode.EVERYTHING;
            default -> CrashMode.random(this.random);
        };
        this.history.add("crash " + mode);
        this.stores.loseDisk(mode);
        while (this.random.nextInt(3) == 0 && crashesAgain()) {
            this.stores.loseDisk(mode);
        }
        this.store = this.stores.open();
        this.faulty = false;
        this.broken = false;
        this.model.crashed(actual());
        check();
    }

    /** Whether opening loses power, too. */
    private boolean crashesAgain() {
        int call = this.stores.disk().calls() + 1 + this.random.nextInt(8);
        this.history.add("crash while opening, at call " + call);
        this.stores.disk().crashAt(call);
        try {
            this.stores.open();
            return true;
        }
        catch (Throwable ex) {
            return true;
        }
    }

    /** From now on the disk is not to be trusted. */
    private void trouble() {
        this.faulty = true;
        int call = this.stores.disk().calls() + 1 + this.random.nextInt(40);
        if (this.random.nextBoolean()) {
            this.history.add("power loss at call " + call);
            this.stores.disk().crashAt(call);
        }
        else {
            Fault fault = Fault.values()[this.random.nextInt(Fault.values().length)];
            this.history.add("fail at call " + call + " " + fault);
            this.stores.disk().failAt(call, fault);
        }
    }

    private void heal() {
        if (this.faulty) {
            crash();
        }
    }

    /** Compares everything. */
    void check() {
        if (this.faulty) {
            return;
        }
        this.history.add("check");
        actual().forEach((name, rows) -> assertThat(rows).as(name).isEqualTo(this.model.rows(name)));
        NAMES.forEach((name) -> new FindCheck(this.store, name).run());
        NAMES.forEach(
                (name) -> QueryCheck.of(this.store.collection(name)).one(this.history.size(), "tag", "key", "deep.n"));
        assertThat(this.store.stats().log().lastLsn()).as("LSN").isGreaterThanOrEqualTo(this.lastLsn);
        assertThat(this.store.verify().findings()).isEmpty();
        this.model.flushed();
    }

    private Map<String, Map<String, Row>> actual() {
        Map<String, Map<String, Row>> actual = new TreeMap<>();
        for (String name : NAMES) {
            Map<String, Row> rows = new TreeMap<>();
            this.store.collection(name).stream().forEach((entry) -> rows.put(entry.id(), entry.value()));
            actual.put(name, rows);
        }
        Map<String, Row> values = new TreeMap<>();
        this.store.values().keys().forEach((key) -> values.put(key, this.store.values().get(key, Row.class).get()));
        actual.put(Model.VALUES, values);
        return actual;
    }

    private Change randomPut() {
        return RandomRows.put(this.random, NAMES.get(this.random.nextInt(NAMES.size())));
    }

    private Change randomDelete() {
        return RandomRows.delete(this.random, NAMES.get(this.random.nextInt(NAMES.size())));
    }

    @Override
    public void close() {
        this.stores.close();
    }

}
