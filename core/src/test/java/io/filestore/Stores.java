package io.filestore;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.UnaryOperator;

import org.awaitility.Awaitility;

import io.filestore.io.CrashMode;
import io.filestore.io.MemoryDirectory;
import io.filestore.row.Row;

/**
 * A store on a disk in memory, with a clock of its own, that a test opens, closes and
 * cuts off from the power. Flushes only when told to.
 */
final class Stores implements AutoCloseable {

    private final SettableClock clock = new SettableClock();

    private UnaryOperator<StoreBuilder> options;

    private MemoryDirectory disk = new MemoryDirectory();

    private Store store;

    Stores(UnaryOperator<StoreBuilder> options) {
        this.options = options;
    }

    static Row row(String json) {
        return Row.parse(json.replace('\'', '"'));
    }

    SettableClock clock() {
        return this.clock;
    }

    MemoryDirectory disk() {
        return this.disk;
    }

    /** How the next store is to be opened. */
    void configure(UnaryOperator<StoreBuilder> newOptions) {
        this.options = newOptions;
    }

    StoreBuilder builder() {
        return this.options.apply(Store.builder(this.disk.root())
            .directory(this.disk)
            .clock(this.clock)
            .automaticFlush(false)
            .flushInterval(Duration.ofMillis(1)));
    }

    Store open() {
        this.store = builder().open();
        return this.store;
    }

    Store reopen() {
        this.store.close();
        return open();
    }

    /** Opens what a power loss leaves. */
    Store crash(CrashMode mode) {
        loseDisk(mode);
        return open();
    }

    /** Goes on with what a power loss leaves, not yet opened. */
    void loseDisk(CrashMode mode) {
        MemoryDirectory left = this.disk.crash(mode);
        close();
        this.disk = left;
    }

    /** Lets the store sweep and flush as it does by itself. */
    static void tick(Store store) {
        long before = store.stats().flushes();
        store.startFlushing();
        await(() -> store.stats().flushes() > before);
        store.stopFlushing();
    }

    /** Waits until something has come about in another thread. */
    static void await(Callable<Boolean> condition) {
        Awaitility.await().pollDelay(Duration.ZERO).pollInterval(Duration.ofMillis(1)).until(condition);
    }

    /** What is called on the disk meanwhile. */
    List<String> calls(Runnable work) {
        int before = this.disk.calls();
        work.run();
        return this.disk.log().subList(before, this.disk.calls());
    }

    /** Closes the store as well as its disk allows. */
    @Override
    public void close() {
        if (this.store != null) {
            try {
                this.store.close();
            }
            catch (Throwable ex) {
                // Without power nothing can be closed well.
            }
            this.store = null;
        }
    }

}
