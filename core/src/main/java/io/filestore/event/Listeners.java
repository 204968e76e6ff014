package io.filestore.event;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.ToLongFunction;

import io.filestore.error.StoreClosedException;
import io.filestore.report.FlushReport;
import io.filestore.report.StoreStats;

/**
 * Tells listeners what has happened, in the order in which it has. Events are queued
 * where the order is known, and told by a {@link Delivery} for each listener, so that
 * neither a write nor a flush nor another listener ever waits for one.
 */
public final class Listeners {

    /** So many events wait for one listener at most. */
    public static final int MAX_EVENTS = 10_000;

    /** And so many bytes of them. */
    public static final long MAX_BYTES = 16L << 20;

    /** How long a store that closes waits for its listeners, all of them together. */
    private static final Duration LAST_CALLS = Duration.ofSeconds(5);

    /** About what a change takes in memory, its row's JSON not counted. */
    private static final long CHANGE_BYTES = 256;

    private final BooleanSupplier storeClosed;

    private final List<Delivery> deliveries = new CopyOnWriteArrayList<>();

    /** What listeners that have been removed have missed, and have thrown. */
    private long missedBefore;

    private long failedBefore;

    private boolean closed;

    /**
     * @param storeClosed whether the store is closed for everybody
     */
    public Listeners(BooleanSupplier storeClosed) {
        this.storeClosed = storeClosed;
    }

    public synchronized AutoCloseable add(StoreListener listener) {
        if (this.closed) {
            throw new StoreClosedException("The store is closed.");
        }
        Delivery delivery = new Delivery(listener, this.storeClosed);
        delivery.start();
        this.deliveries.add(delivery);
        return () -> remove(delivery);
    }

    private synchronized void remove(Delivery delivery) {
        delivery.queue().stop();
        if (this.deliveries.remove(delivery)) {
            this.missedBefore += delivery.queue().missed();
            this.failedBefore += delivery.failed();
        }
    }

    /** Whether there is somebody to be told. */
    public boolean isAnybody() {
        return !this.deliveries.isEmpty();
    }

    /** What has been committed, for those who are told of it. */
    public interface Committed {

        /** Its changes in their order, those left out that change nothing. */
        List<RowChange> changes(long now);

        /** About how many bytes of JSON they have. */
        long bytes();

    }

    /**
     * Queues the changes of a write; called under the commit lock, which is what orders
     * them, or for rows that others keep under a lock of each row. The write has been
     * committed, so nothing must be thrown from here.
     */
    public void committed(Committed write, long now) {
        if (this.deliveries.isEmpty()) {
            return;
        }
        try {
            List<RowChange> changes = write.changes(now);
            if (!changes.isEmpty()) {
                offer((listener) -> listener.onCommit(changes), write.bytes() + CHANGE_BYTES * changes.size());
            }
        }
        catch (Throwable ex) {
            miss();
        }
    }

    public void flushed(FlushReport report) {
        offer((listener) -> listener.onFlush(report), CHANGE_BYTES);
        wake();
    }

    public void flushFailed(Exception failure) {
        offer((listener) -> listener.onFlushFailure(failure), CHANGE_BYTES);
        wake();
    }

    private void offer(Consumer<StoreListener> call, long bytes) {
        try {
            EventQueue.Event event = new EventQueue.Event(call, bytes);
            this.deliveries.forEach((delivery) -> delivery.queue().offer(event));
        }
        catch (Throwable ex) {
            miss();
        }
    }

    /** For when there is no memory to say more. */
    private void miss() {
        for (Delivery delivery : this.deliveries) {
            delivery.queue().miss();
        }
    }

    /**
     * Wakes those that have something to tell. To be called after {@link #committed},
     * where no lock is held: waking a thread takes longer than many a write.
     */
    public void wake() {
        for (Delivery delivery : this.deliveries) {
            delivery.queue().wake();
        }
    }

    /** Whether this is the thread of a listener, for which closing waits. */
    public boolean isTelling() {
        return this.deliveries.stream().anyMatch(Delivery::isTelling);
    }

    /** How it stands with the listeners. */
    public synchronized StoreStats.ListenerTotals totals() {
        return new StoreStats.ListenerTotals(this.deliveries.size(), sum(EventQueue::waiting), sum(EventQueue::behind),
                this.missedBefore + sum(EventQueue::missed),
                this.failedBefore + this.deliveries.stream().mapToLong(Delivery::failed).sum());
    }

    private long sum(ToLongFunction<EventQueue> figure) {
        return this.deliveries.stream().map(Delivery::queue).mapToLong(figure).sum();
    }

    /**
     * Lets every listener be told what has happened so far, and waits for that, but not
     * for long, nor for a listener that closes the store.
     */
    public void close() {
        synchronized (this) {
            this.closed = true;
        }
        this.deliveries.forEach((delivery) -> delivery.queue().end());
        long deadline = System.nanoTime() + LAST_CALLS.toNanos();
        this.deliveries.forEach((delivery) -> delivery.awaitEnd(deadline));
    }

}
