package io.filestore.handover;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.filestore.error.StoreException;
import io.filestore.error.StoreUnavailableException;

/**
 * The right to move a collection's rows, for as long as it is renewed: whoever has it is
 * alive. That nobody else moves them does not hang on it alone, but on the note beside
 * it, which only one attempt can bring to an end.
 *
 * <p>
 * What holds, and why: {@code lost} becomes true once, and {@code renewed} has one writer
 * at a time, first whoever takes the lease and then its thread.
 */
public final class Lease implements AutoCloseable {

    private static final Logger logger = LoggerFactory.getLogger(Lease.class);

    static final Duration TTL = Duration.ofSeconds(30);

    private final SharedNote note;

    private final String who;

    private final Thread thread;

    private volatile long renewed;

    private volatile boolean lost;

    private Lease(SharedNote note, String who, long taken) {
        this.note = note;
        this.who = who;
        this.renewed = taken;
        this.thread = new Thread(this::renew, "filestore-lease");
        this.thread.setDaemon(true);
    }

    /**
     * Takes it.
     * @param owner whoever has it in this name, and not in this attempt, is not alive any
     * more
     * @return null if somebody else has it
     */
    static @Nullable Lease take(SharedNote note, String owner, String attempt) {
        long begun = System.nanoTime();
        String who = owner + " " + attempt;
        String found = note.text();
        boolean free = found == null || found.startsWith(owner + " ");
        if (!free || !note.replace(found, who, TTL)) {
            return null;
        }
        Lease lease = new Lease(note, who, begun);
        lease.thread.start();
        return lease;
    }

    private void renew() {
        try {
            while (true) {
                TimeUnit.NANOSECONDS.sleep(TTL.toNanos() / 4);
                long begun = System.nanoTime();
                try {
                    if (!this.note.replace(this.who, this.who, TTL)) {
                        this.lost = true;
                        return;
                    }
                    this.renewed = begun;
                }
                catch (RuntimeException ex) {
                    logger.debug("The lease {} could not be renewed this time", this.note.name(), ex);
                }
            }
        }
        catch (InterruptedException ex) {
            // It is given back.
        }
    }

    /**
     * Looks whether it is still there.
     * @throws StoreUnavailableException if not
     */
    public void require() {
        if (this.lost || System.nanoTime() - this.renewed > TTL.toNanos()) {
            throw new StoreUnavailableException("The lease '" + this.note.name()
                    + "' was lost while rows moved: the engine could not be reached for too long, or another instance has it. Nothing is lost; the next start goes on.",
                    null);
        }
    }

    /** Gives it back. */
    @Override
    public void close() {
        this.thread.interrupt();
        try {
            this.thread.join();
            this.note.replace(this.who, null, null);
        }
        catch (InterruptedException ex) {
            Thread.currentThread().interrupt();
        }
        catch (StoreException ex) {
            logger.debug("The lease {} runs out by itself", this.note.name(), ex);
        }
    }

}
