package io.filestore.schedules;

import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

import io.filestore.SettableClock;
import io.filestore.Store;
import io.filestore.StoreBuilder;
import io.filestore.io.CrashMode;
import io.filestore.io.MemoryDirectory;

/** A disk in memory, and how a store on it is opened. Nothing flushes by itself. */
final class Disk {

    private final MemoryDirectory directory = new MemoryDirectory();

    private final SettableClock clock = new SettableClock();

    private UnaryOperator<StoreBuilder> options;

    Disk(UnaryOperator<StoreBuilder> options) {
        this.options = options;
    }

    /** How the next store is to be opened. */
    void configure(UnaryOperator<StoreBuilder> newOptions) {
        this.options = newOptions;
    }

    Store open() {
        return open(this.directory);
    }

    private Store open(MemoryDirectory on) {
        return this.options.apply(Store.builder(on.root()).directory(on).clock(this.clock).automaticFlush(false))
            .open();
    }

    /** The text of a file, empty if there is none. */
    String text(String path) {
        String text = this.directory.text(path);
        return (text != null) ? text : "";
    }

    /** The text of a file if the power goes now. */
    String textAfterPowerLoss(String path) {
        String text = this.directory.crash(CrashMode.NOTHING).text(path);
        return (text != null) ? text : "";
    }

    /** The ids that are there if the power goes now. */
    Set<String> idsAfterPowerLoss(String collection) {
        try (Store store = open(this.directory.crash(CrashMode.NOTHING))) {
            return ids(store, collection);
        }
    }

    static Set<String> ids(Store store, String collection) {
        return new TreeSet<>(store.collection(collection).ids().toList());
    }

}
