package io.filestore.event;

import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.filestore.error.StoreClosedException;

/**
 * Tells one listener what has happened, on a thread of its own. Nobody waits for that,
 * and nothing that the listener throws ends it.
 */
final class Delivery {

    private static final Logger logger = LoggerFactory.getLogger(Delivery.class);

    private static final AtomicLong threads = new AtomicLong();

    private final StoreListener listener;

    private final BooleanSupplier closed;

    private final EventQueue queue = new EventQueue();

    private final Thread thread;

    /** Written by the one thread that tells. */
    private volatile long failed;

    /**
     * @param closed whether the store is closed, so that a listener cannot use it
     */
    Delivery(StoreListener listener, BooleanSupplier closed) {
        this.listener = listener;
        this.closed = closed;
        this.thread = new Thread(this::run, "filestore-listener-" + threads.incrementAndGet());
        this.thread.setDaemon(true);
    }

    /** What waits to be told. */
    EventQueue queue() {
        return this.queue;
    }

    void start() {
        this.thread.start();
    }

    private void run() {
        Consumer<StoreListener> call;
        while ((call = this.queue.next()) != null) {
            tell(call);
        }
    }

    private void tell(Consumer<StoreListener> call) {
        try {
            call.accept(this.listener);
        }
        catch (Throwable ex) {
            try {
                failed(ex);
            }
            catch (Throwable again) {
                // There may be no memory to say it; the next event is told all the same.
            }
        }
    }

    private void failed(Throwable cause) {
        if (cause instanceof StoreClosedException && this.closed.getAsBoolean()) {
            logger.debug("The store is closed for {}, too", this, cause);
            return;
        }
        long count = this.failed + 1;
        this.failed = count;
        // The first, the second, the fourth and so on: one that always throws must not
        // fill the log.
        if (Long.bitCount(count) == 1) {
            logger.warn("An exception of {} ({} so far), which is told of later events all the same", this, count,
                    cause);
        }
    }

    /** Waits until all is told, but not beyond the deadline, and not for itself. */
    void awaitEnd(long deadline) {
        long left = isTelling() ? -1 : this.queue.awaitEnd(deadline);
        if (left >= 0) {
            logger.warn("The store closes without waiting any longer for {}: it has not come back from a call, and"
                    + " is not told of {} more events", this, left);
        }
    }

    /** Whether this is the thread that tells. */
    boolean isTelling() {
        return Thread.currentThread() == this.thread;
    }

    /** How many calls have thrown something so far. */
    long failed() {
        return this.failed;
    }

    @Override
    public String toString() {
        return "the listener " + this.listener.getClass().getName();
    }

}
