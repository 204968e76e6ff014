package io.filestore;

import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells listeners what has happened, in the order in which it has. Events are queued
 * where the order is known and delivered where no lock is held.
 */
final class Listeners {

    private static final Logger logger = LoggerFactory.getLogger(Store.class);

    private final List<StoreListener> listeners = new CopyOnWriteArrayList<>();

    private final ConcurrentLinkedQueue<Consumer<StoreListener>> events = new ConcurrentLinkedQueue<>();

    private final AtomicBoolean delivering = new AtomicBoolean();

    AutoCloseable add(StoreListener listener) {
        this.listeners.add(listener);
        return () -> this.listeners.remove(listener);
    }

    /**
     * Queues the changes of a write; called under the commit lock, which is what orders
     * them.
     */
    void committed(Write write, long now) {
        if (this.listeners.isEmpty()) {
            return;
        }
        List<RowChange> changes = write.rows()
            .stream()
            .filter(RowWrite::changesAnything)
            .map((row) -> row.change(now))
            .toList();
        if (!changes.isEmpty()) {
            this.events.add((listener) -> listener.onCommit(changes));
        }
    }

    void flushed(FlushReport report) {
        this.events.add((listener) -> listener.onFlush(report));
        dispatch();
    }

    void flushFailed(Exception failure) {
        this.events.add((listener) -> listener.onFlushFailure(failure));
        dispatch();
    }

    /**
     * Delivers what is queued, unless another call, perhaps further up in this thread, is
     * doing so.
     */
    void dispatch() {
        while (!this.events.isEmpty() && this.delivering.compareAndSet(false, true)) {
            try {
                Consumer<StoreListener> event;
                while ((event = this.events.poll()) != null) {
                    deliver(event);
                }
            }
            finally {
                this.delivering.set(false);
            }
        }
    }

    private void deliver(Consumer<StoreListener> event) {
        for (StoreListener listener : this.listeners) {
            try {
                event.accept(listener);
            }
            catch (RuntimeException ex) {
                logger.warn("A listener of the store has thrown an exception; it is told of later changes all the same",
                        ex);
            }
        }
    }

}
