package io.filestore.concurrent;

import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;

import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;

import io.filestore.RowCollection;
import io.filestore.Store;
import io.filestore.Transaction;
import io.filestore.config.CollectionOptions;
import io.filestore.error.VersionConflictException;
import io.filestore.io.MemoryDirectory;
import io.filestore.row.RowEntry;
import io.filestore.wal.SyncPolicy;
import io.filestore.wal.WalOptions;

/** Two rows of a store, and what Lincheck does with them from many threads. */
@Param(name = "row", gen = IntGen.class, conf = "1:2")
@Param(name = "value", gen = IntGen.class, conf = "1:3")
public abstract class LinearizableRows {

    private static final AtomicInteger INSTANCES = new AtomicInteger();

    private final Store store;

    private final String collection;

    private final RowCollection<Number> rows;

    /**
     * Each scenario has rows of its own, in one store, since opening one takes longer.
     */
    private final int instance = INSTANCES.incrementAndGet();

    /**
     * What a row has.
     *
     * @param n a number
     */
    public record Number(int n) {
    }

    LinearizableRows(Store store, String collection) {
        this.store = store;
        this.collection = collection;
        this.rows = store.collection(collection, Number.class);
    }

    static Store open() {
        return Store.builder(Path.of("unused"))
            .directory(new MemoryDirectory())
            .automaticFlush(false)
            .wal(WalOptions.defaults().withSync(SyncPolicy.NEVER).withSegmentSizeBytes(4096))
            .collection("memory", CollectionOptions.memoryOnly().withIndexed("n"))
            .collection("logged", CollectionOptions.filePerRecord().withIndexed("n"))
            .open();
    }

    @Operation
    public boolean put(@Param(name = "row") int row, @Param(name = "value") int value) {
        return this.rows.put(id(row), new Number(value)).inserted();
    }

    @Operation
    public int get(@Param(name = "row") int row) {
        return get(this.rows, row);
    }

    @Operation
    public boolean delete(@Param(name = "row") int row) {
        return this.rows.delete(id(row));
    }

    @Operation
    public boolean putIfAbsent(@Param(name = "row") int row, @Param(name = "value") int value) {
        return this.rows.putIfAbsent(id(row), new Number(value));
    }

    /** Stores the second value if the row has the first, by a conditional put. */
    @Operation
    public boolean replace(@Param(name = "row") int row, @Param(name = "value") int expected,
            @Param(name = "value") int value) {
        while (true) {
            RowEntry<Number> entry = this.rows.entry(id(row)).orElse(null);
            if (entry == null || entry.value().n() != expected) {
                return false;
            }
            try {
                this.rows.put(id(row), new Number(value), entry.version());
                return true;
            }
            catch (VersionConflictException ex) {
                Thread.onSpinWait();
            }
        }
    }

    @Operation
    public int increment(@Param(name = "row") int row) {
        return this.rows.update(id(row), (old) -> new Number(old.n() + 1)).map(Number::n).orElse(0);
    }

    /** Takes one from the first row and gives it to the second, if both are there. */
    @Operation
    public boolean transfer() {
        return this.store.transact((tx) -> {
            RowCollection<Number> own = rows(tx);
            if (!own.contains(id(1)) || !own.contains(id(2))) {
                return false;
            }
            own.put(id(1), new Number(get(own, 1) - 1));
            own.put(id(2), new Number(get(own, 2) + 1));
            return true;
        });
    }

    /** Deletes both rows if both are there. */
    @Operation
    public boolean deleteBoth() {
        return this.store.transact((tx) -> {
            RowCollection<Number> own = rows(tx);
            return own.contains(id(1)) && own.contains(id(2)) && own.delete(id(1)) && own.delete(id(2));
        });
    }

    @Operation
    public String readBoth() {
        return this.store.transact((tx) -> get(rows(tx), 1) + "," + get(rows(tx), 2));
    }

    private RowCollection<Number> rows(Transaction tx) {
        return tx.collection(this.collection, Number.class);
    }

    private int get(RowCollection<Number> rows, int row) {
        return rows.get(id(row)).map(Number::n).orElse(0);
    }

    private String id(int row) {
        return this.instance + "-" + row;
    }

    /** Rows without a log. */
    public static final class InMemory extends LinearizableRows {

        private static final Store STORE = open();

        public InMemory() {
            super(STORE, "memory");
        }

    }

    /** Rows with a log. */
    public static final class Logged extends LinearizableRows {

        private static final Store STORE = open();

        public Logged() {
            super(STORE, "logged");
        }

    }

}
