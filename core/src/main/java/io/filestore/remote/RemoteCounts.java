package io.filestore.remote;

import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import io.filestore.error.StoreUnavailableException;

/** What was asked of one collection's engine, and how that went. Thread-safe. */
final class RemoteCounts {

    final Calls reads = new Calls();

    final Calls writes = new Calls();

    final Calls finds = new Calls();

    final LongAdder conflicts = new LongAdder();

    final LongAdder retries = new LongAdder();

    final LongAdder unknown = new LongAdder();

    final LongAdder unavailable = new LongAdder();

    /** Calls of one kind. */
    static final class Calls {

        final LongAdder count = new LongAdder();

        final LongAdder nanos = new LongAdder();

        void add(long since) {
            this.count.increment();
            this.nanos.add(System.nanoTime() - since);
        }

    }

    <T extends @Nullable Object> T time(Calls calls, Supplier<T> call) {
        long begun = System.nanoTime();
        try {
            return call.get();
        }
        catch (StoreUnavailableException ex) {
            this.unavailable.increment();
            throw ex;
        }
        finally {
            calls.add(begun);
        }
    }

}
