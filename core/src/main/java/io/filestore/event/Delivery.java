package io.filestore.event;

import java.util.ArrayDeque;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.filestore.error.StoreClosedException;
import io.filestore.io.Uninterrupted;

/**
 * Tells one listener what has happened, on a thread of its own. Nobody waits for that:
 * what comes while {@value #Listeners.MAX_EVENTS} events or {@value #Listeners.MAX_BYTES}
 * bytes are waiting is left out, and all that comes after it until the listener has been
 * told of the gap. So what waits is bounded, and the listener is told of one gap at a
 * time, in its place.
 *
 * <p>
 * {@code lock} is never held while the listener runs. Whoever queues a change holds the
 * commit lock before it.
 *
 * <p>
 * What holds, and why:
 * <ol>
 * <li>Changes wait in the order in which they were committed: they are queued under the
 * commit lock.</li>
 * <li>To queue wakes nobody; whoever has queued calls {@link #wake} later, without the
 * commit lock.</li>
 * <li>{@link #wake} reads {@code asleep} without the lock, and misses nobody. The thread
 * sets it under the lock when it has found nothing to tell, and takes it back when it has
 * the lock again, before it looks. So if it is not set after an event was queued, the
 * thread has yet to look, and finds the event.</li>
 * <li>{@code missed} is counted under the lock, and {@code failed} by the one thread that
 * tells; anybody may read either.</li>
 * </ol>
 */
final class Delivery {

    private static final Logger logger = LoggerFactory.getLogger(Delivery.class);

    private static final AtomicLong threads = new AtomicLong();

    private final StoreListener listener;

    private final BooleanSupplier closed;

    private final Thread thread;

    private final ReentrantLock lock = new ReentrantLock();

    private final Condition arrived = this.lock.newCondition();

    private final Condition end = this.lock.newCondition();

    private final ArrayDeque<Event> events = new ArrayDeque<>();

    private long bytes;

    /** Left out behind the last event that waits. */
    private long gap;

    private boolean ending;

    private boolean ended;

    private volatile boolean asleep;

    private volatile long missed;

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

    /**
     * Something to tell.
     *
     * @param call what to call
     * @param bytes about what it holds in memory
     */
    record Event(Consumer<StoreListener> call, long bytes) {
    }

    void start() {
        this.thread.start();
    }

    /**
     * Queues an event, or leaves it out. A single one is taken however large it is.
     */
    void offer(Event event) {
        this.lock.lock();
        try {
            boolean full = this.events.size() >= Listeners.MAX_EVENTS
                    || (!this.events.isEmpty() && this.bytes + event.bytes > Listeners.MAX_BYTES);
            if (full || this.gap > 0) {
                miss();
            }
            else if (!this.ended) {
                this.events.add(event);
                this.bytes += event.bytes;
            }
        }
        finally {
            this.lock.unlock();
        }
    }

    /** Leaves out an event; takes no memory. */
    void miss() {
        this.lock.lock();
        try {
            if (!this.ended) {
                this.gap++;
                this.missed++;
            }
        }
        finally {
            this.lock.unlock();
        }
    }

    void wake() {
        if (this.asleep) {
            this.lock.lock();
            try {
                this.arrived.signal();
            }
            finally {
                this.lock.unlock();
            }
        }
    }

    private void run() {
        Consumer<StoreListener> call;
        while ((call = next()) != null) {
            tell(call);
        }
    }

    private @Nullable Consumer<StoreListener> next() {
        this.lock.lock();
        try {
            while (!this.ended) {
                Event event = this.events.poll();
                if (event != null) {
                    this.bytes -= event.bytes;
                    return event.call;
                }
                if (this.gap > 0) {
                    long left = this.gap;
                    // What is committed from here on is told, and what was before is
                    // seen by a listener that now reads.
                    this.gap = 0;
                    return (told) -> told.onOverflow(left);
                }
                if (this.ending) {
                    this.ended = true;
                }
                else {
                    this.asleep = true;
                    this.arrived.awaitUninterruptibly();
                    this.asleep = false;
                }
            }
            this.end.signalAll();
            return null;
        }
        finally {
            this.lock.unlock();
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

    /** Begins no further call. */
    void stop() {
        this.lock.lock();
        try {
            this.ended = true;
            this.events.clear();
            this.bytes = 0;
            this.gap = 0;
            this.arrived.signal();
            this.end.signalAll();
        }
        finally {
            this.lock.unlock();
        }
    }

    /** Lets the thread end once it has told what waits. */
    void end() {
        this.lock.lock();
        try {
            this.ending = true;
            this.arrived.signal();
        }
        finally {
            this.lock.unlock();
        }
    }

    /** Waits for that, but not beyond the deadline, and not for itself. */
    void awaitEnd(long deadline) {
        if (isTelling()) {
            return;
        }
        this.lock.lock();
        try {
            Uninterrupted.await(() -> {
                long left;
                while (!this.ended && (left = deadline - System.nanoTime()) > 0) {
                    this.end.await(left, TimeUnit.NANOSECONDS);
                }
                return null;
            });
            if (!this.ended) {
                logger.warn("The store closes without waiting any longer for {}: it has not come back from a call, and"
                        + " is not told of {} more events", this, this.events.size() + this.gap);
                stop();
            }
        }
        finally {
            this.lock.unlock();
        }
    }

    /** Whether this is the thread that tells. */
    boolean isTelling() {
        return Thread.currentThread() == this.thread;
    }

    /** How many events wait. */
    long waiting() {
        this.lock.lock();
        try {
            return this.events.size();
        }
        finally {
            this.lock.unlock();
        }
    }

    /** 1 if events have been left out and the listener has not yet been told so. */
    long behind() {
        this.lock.lock();
        try {
            return (this.gap > 0) ? 1 : 0;
        }
        finally {
            this.lock.unlock();
        }
    }

    /** How many events have been left out so far. */
    long missed() {
        return this.missed;
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
