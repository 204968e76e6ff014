package io.filestore.event;

import java.util.ArrayDeque;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

import io.filestore.io.Uninterrupted;

/**
 * What waits to be told to one listener. Nobody waits for room: what comes while
 * {@value Listeners#MAX_EVENTS} events or {@value Listeners#MAX_BYTES} bytes are waiting
 * is left out, and all that comes after it until the listener has been told of the gap.
 * So what waits is bounded, and the listener is told of one gap at a time, in its place.
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
 * <li>{@code missed} is counted under the lock; anybody may read it.</li>
 * </ol>
 */
final class EventQueue {

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

    /**
     * Something to tell.
     *
     * @param call what to call
     * @param bytes about what it holds in memory
     */
    record Event(Consumer<StoreListener> call, long bytes) {
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

    /**
     * The next call to make, of a listener; waits for it.
     * @return null if there is none any more
     */
    @Nullable Consumer<StoreListener> next() {
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

    /** Has an end, once what waits has been told. */
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

    /**
     * Waits for that, but not beyond the deadline, and then begins no further call.
     * @return how much is left out for that; -1 if nothing, since all was told
     */
    long awaitEnd(long deadline) {
        this.lock.lock();
        try {
            Uninterrupted.await(() -> {
                long left;
                while (!this.ended && (left = deadline - System.nanoTime()) > 0) {
                    this.end.await(left, TimeUnit.NANOSECONDS);
                }
                return null;
            });
            if (this.ended) {
                return -1;
            }
            long left = this.events.size() + this.gap;
            stop();
            return left;
        }
        finally {
            this.lock.unlock();
        }
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

}
