package io.filestore.crash;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

import org.jspecify.annotations.Nullable;

import io.filestore.Store;
import io.filestore.error.OutcomeUnknownException;
import io.filestore.error.StoreException;
import io.filestore.error.StoreFailedException;
import io.filestore.error.StoreFullException;
import io.filestore.error.StoreIOException;
import io.filestore.io.MemoryDirectory;
import io.filestore.io.PowerLoss;
import io.filestore.query.Query;
import io.filestore.report.StoreStats;
import io.filestore.wal.WalOptions;
import io.filestore.wal.WriteAheadLog;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * One life of a store: from opening it to the end of the process. Tells the oracle what
 * the store has said about each write.
 */
final class Session {

    /** So many steps change what a query may have made an order of. */
    private static final int STEPS_BETWEEN_QUERIES = 4;

    private static final long START = 1_700_000_000_000L;

    private final Setting setting;

    private final MemoryDirectory disk;

    private final Oracle oracle;

    private @Nullable Store store;

    private volatile boolean ticking;

    private @Nullable WriteAheadLog log;

    private long now;

    private int number;

    private boolean refusing;

    private boolean closed;

    private long versionAtEnd;

    Session(Setting setting, MemoryDirectory disk, Oracle oracle, long now) {
        this.setting = setting;
        this.disk = disk;
        this.oracle = oracle;
        this.now = now;
    }

    /** On an empty disk. */
    static Session create(Setting setting) {
        return new Session(setting, new MemoryDirectory(), new Oracle(), START);
    }

    /** Another life on what is left. */
    Session next(MemoryDirectory left) {
        return new Session(this.setting, left, this.oracle, this.now);
    }

    /** Another writer of the same open store. */
    Session beside() {
        Session other = new Session(this.setting, this.disk, this.oracle, this.now).from(this.number);
        other.store = this.store;
        other.log = this.log;
        return other;
    }

    /**
     * The next life, with what this one has found as the new beginning.
     * @param killed whether what was found may never have been forced
     */
    Session fresh(MemoryDirectory left, boolean killed) {
        Map<String, Oracle.Value> rows = new HashMap<>();
        Rows.of(store()).forEach((name, json) -> {
            Oracle.Value known = this.oracle.known(name, json);
            rows.put(name, (known != null) ? known : value(json));
        });
        Oracle oracle = new Oracle(rows, log().lastLsn());
        if (killed) {
            oracle.mayFallBackTo(this.oracle);
        }
        return new Session(this.setting, left, oracle, this.now).from(this.number);
    }

    MemoryDirectory disk() {
        return this.disk;
    }

    Oracle oracle() {
        return this.oracle;
    }

    Setting setting() {
        return this.setting;
    }

    long now() {
        return this.now;
    }

    Store store() {
        Store open = this.store;
        if (open == null) {
            throw new IllegalStateException("Not open");
        }
        return open;
    }

    WriteAheadLog log() {
        WriteAheadLog open = this.log;
        if (open == null) {
            throw new IllegalStateException("Not open");
        }
        return open;
    }

    /** The highest version that anybody has seen. */
    long highestVersion() {
        return (this.store != null && !this.closed) ? Rows.highestVersion(this.store) : this.versionAtEnd;
    }

    /** Whether the store has said that it takes no more writes. */
    boolean isRefusing() {
        return this.refusing;
    }

    /** Numbers of rows go on from here. */
    Session from(int first) {
        this.number = first;
        return this;
    }

    Session open() {
        return open(this.setting.log());
    }

    Session open(WalOptions options) {
        Tally.opening();
        WriteAheadLog opening = new WriteAheadLog(options);
        this.store = this.setting.builder(this.disk, this::time, opening).open();
        // So that the orders by both are there, and follow every write.
        this.store.collection("alpha").find(Query.all().orderBy("text").orderBy("n").limit(1));
        this.store.collection("beta").find(Query.all().orderBy("n").orderBy("text").limit(1));
        this.log = opening;
        return this;
    }

    /** Opens; returns false if the power goes meanwhile. */
    boolean tryOpen() {
        try {
            open();
            noteDurable();
            return true;
        }
        catch (Throwable ex) {
            if (this.disk.hasPower()) {
                throw ex;
            }
            return false;
        }
    }

    /** Does it; returns false if the power has gone. */
    boolean run(Step step) {
        this.now++;
        this.number++;
        String text = "x".repeat(this.number * 7 % 50) + this.number;
        switch (step) {
            case PUT -> put("alpha", "a", text);
            case PUT_OTHER -> put("alpha", "Other Row", text);
            case UPDATE -> update(text);
            case DELETE -> delete("alpha", "a");
            case DELETE_OTHER -> delete("alpha", "Other Row");
            case TRANSACTION -> transaction(text);
            case PLAIN_PUT -> put("plain", "p" + this.number % 2, text);
            case PLAIN_DELETE -> delete("plain", "p1");
            case VALUE ->
                write(Map.of(Rows.VALUES + "/v", value("\"" + text + "\"")), () -> store().values().put("v", text));
            case VALUE_DELETE -> {
                Map<String, Oracle.@Nullable Value> changes = new HashMap<>();
                changes.put(Rows.VALUES + "/v", null);
                write(changes, () -> store().values().delete("v"));
            }
            case BRIEF ->
                write(Map.of("brief/b", new Oracle.Value(row(text).toString(), this.now + Setting.TTL.toMillis())),
                        () -> store().collection("brief").put("b", row(text)));
            case LARGE -> put("beta", "large", text + "y".repeat(Setting.SEGMENT_BYTES));
            case SYNC -> sync();
            case FLUSH -> flush(() -> store().flush());
            case COMPACT -> flush(() -> store().compact("alpha"));
            case SWEEP -> sweep();
            case CLOSE -> {
                this.versionAtEnd = highestVersion();
                this.closed = true;
                flush(() -> store().close());
            }
        }
        noteDurable();
        if (this.number % STEPS_BETWEEN_QUERIES == 1 && !this.closed) {
            Aftermath.requireOrders(store(), this.number / STEPS_BETWEEN_QUERIES);
        }
        return this.disk.hasPower();
    }

    private void noteDurable() {
        StoreStats stats = (this.store != null) ? stats() : null;
        if (stats != null) {
            this.oracle.durableTo(stats.log().durableLsn());
        }
    }

    /** Null once the power has gone: what is in quarantine is looked up on the disk. */
    private @Nullable StoreStats stats() {
        try {
            return store().stats();
        }
        catch (PowerLoss ex) {
            return null;
        }
    }

    private io.filestore.row.Row row(String text) {
        return Rows.row(this.number % 3, text);
    }

    private static Oracle.Value value(String json) {
        return new Oracle.Value(Rows.shown(json), 0);
    }

    private void put(String collection, String id, String text) {
        write(Map.of(collection + "/" + id, value(row(text).toString())),
                () -> store().collection(collection).put(id, row(text)));
    }

    private void update(String text) {
        Oracle.Value before = this.oracle.acknowledged().get("alpha/a");
        Map<String, Oracle.@Nullable Value> changes = new HashMap<>();
        if (before != null) {
            changes.put("alpha/a", value(row(text).toString()));
        }
        write(changes, () -> store().collection("alpha").update("a", (row) -> row(text)));
    }

    private void delete(String collection, String id) {
        Map<String, Oracle.@Nullable Value> changes = new HashMap<>();
        changes.put(collection + "/" + id, null);
        write(changes, () -> store().collection(collection).delete(id));
    }

    private void transaction(String text) {
        Map<String, Oracle.@Nullable Value> changes = new HashMap<>();
        changes.put("alpha/a", value(row(text).toString()));
        changes.put("alpha/Other Row", null);
        changes.put("beta/x", value(row(text + "beta").toString()));
        changes.put("plain/t", value(row(text).toString()));
        changes.put(Rows.VALUES + "/v", value("\"" + text + "\""));
        write(changes, () -> store().transact((tx) -> {
            tx.collection("alpha").put("a", row(text));
            tx.collection("alpha").delete("Other Row");
            tx.collection("beta").put("x", row(text + "beta"));
            tx.collection("plain").put("t", row(text));
            tx.values().put("v", text);
            return null;
        }));
    }

    private void write(Map<String, Oracle.@Nullable Value> changes, Runnable call) {
        this.oracle.begin(changes);
        try {
            call.run();
        }
        catch (StoreFullException | StoreIOException ex) {
            return;
        }
        catch (OutcomeUnknownException ex) {
            if (this.refusing) {
                throw new AssertionError("Begun although the store takes no more writes", ex);
            }
            for (Throwable cause = ex; cause != null; cause = cause.getCause()) {
                assertThat(cause).as("No fault of the disk").isNotInstanceOf(IllegalStateException.class);
            }
            this.oracle.isUnknown();
            this.refusing = true;
            return;
        }
        catch (StoreFailedException ex) {
            // Nothing was changed.
            this.refusing = true;
            return;
        }
        catch (Throwable ex) {
            if (this.disk.hasPower()) {
                throw ex;
            }
            this.oracle.isUnknown();
            return;
        }
        if (this.refusing && !changes.isEmpty() && !changes.containsValue(null)) {
            throw new AssertionError("Acknowledged although the store has said that it takes no more writes");
        }
        if (!this.refusing) {
            this.oracle.wasAcknowledged(log().lastLsn());
        }
    }

    private void sync() {
        try {
            log().sync();
        }
        catch (Throwable ex) {
            // What the store's own thread makes of it; here nobody tells the store.
            this.oracle.durableTo(-1);
        }
    }

    private void flush(Runnable call) {
        this.oracle.flushBegins();
        try {
            call.run();
            if (!this.refusing) {
                this.oracle.flushEnded();
            }
        }
        catch (StoreException ex) {
            this.refusing |= ex instanceof StoreFailedException;
        }
        catch (Throwable ex) {
            if (this.disk.hasPower()) {
                throw ex;
            }
        }
    }

    /** One tick of the store's own thread. */
    private void sweep() {
        this.now += Setting.TTL.toMillis() + 1;
        if (this.refusing) {
            return;
        }
        this.oracle.flushBegins();
        long flushes = store().stats().flushes();
        long before = ticks();
        put("plain", "sweep", "s" + this.number);
        this.ticking = true;
        store().startFlushing();
        long patience = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (ticks() == before && this.disk.hasPower() && !hasFailed()) {
            assertThat(System.nanoTime()).as("no flush and no failure in 20 s").isLessThan(patience);
            LockSupport.parkNanos(200_000);
        }
        this.ticking = false;
        store().stopFlushing();
        StoreStats stats = stats();
        if (stats != null && stats.failure() != null) {
            this.refusing = true;
        }
        this.oracle.flushBegins();
        if (stats != null && stats.flushes() > flushes && this.disk.hasPower()) {
            this.oracle.flushEnded();
        }
    }

    /**
     * What the clock says. A tick of the store's own thread asks for it first, and is
     * made the last one.
     */
    private Instant time() {
        if (this.ticking && Thread.currentThread().getName().equals("filestore-flush")) {
            store().stopFlushing();
        }
        return Instant.ofEpochMilli(this.now);
    }

    private long ticks() {
        StoreStats stats = stats();
        return (stats != null) ? stats.flushTotals().succeeded() + stats.flushTotals().failed() : -1;
    }

    private boolean hasFailed() {
        StoreStats stats = stats();
        return stats != null && stats.failure() != null;
    }

    /** The process is gone; nothing that it may still do reaches the disk. */
    void end() {
        this.disk.crashAt(0);
        try {
            if (this.store != null) {
                this.store.close();
            }
        }
        catch (Throwable ex) {
            // It has no disk any more.
            this.store = null;
        }
    }

    @Override
    public String toString() {
        return this.setting.toString();
    }

}
