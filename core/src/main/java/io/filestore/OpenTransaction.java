package io.filestore;

import java.util.Objects;

import io.filestore.backend.TransactionControl;
import io.filestore.error.TransactionRolledBackException;

/**
 * A transaction that its thread has {@linkplain Store#begin() begun}. Until it ends, the
 * thread is in it: collections and values of the store take part. It belongs to that
 * thread; others are refused with {@link io.filestore.error.TransactionEndedException}.
 *
 * <p>
 * One that is closed before it has committed is rolled back.
 */
public final class OpenTransaction implements AutoCloseable {

    private final TransactionControl control;

    OpenTransaction(TransactionControl control) {
        this.control = control;
    }

    /**
     * Commits it; it has ended then, whatever this throws.
     * @throws io.filestore.error.TransactionConflictException if others have changed what
     * it has read; nothing was changed
     * @throws TransactionRolledBackException if it was {@linkplain #fail told to fail},
     * or work that had joined it has failed
     * @throws io.filestore.error.TransactionExpiredException if its time is over
     * @throws io.filestore.error.UniqueViolationException if a unique field would be on
     * two rows afterwards
     */
    public void commit() {
        this.control.commit();
    }

    /** Ends it without any change. Does nothing if it has ended. */
    public void rollback() {
        this.control.rollback();
    }

    /**
     * Lets it change nothing, whatever comes: its commit is refused.
     * @param reason what the refusal names as its cause, if it is the first
     */
    public void fail(Throwable reason) {
        this.control.fail(Objects.requireNonNull(reason, "reason"));
    }

    /** Whether its commit will be refused because something in it has failed. */
    public boolean isFailed() {
        return this.control.isFailed();
    }

    public boolean isEnded() {
        return this.control.isEnded();
    }

    /** What it has changed so far, to be gone back to. */
    public Savepoint savepoint() {
        return new Savepoint(this.control.savepoint());
    }

    /**
     * Takes back what it has changed since, and forgets what has failed since; what it
     * has read must hold all the same when it commits.
     * @throws IllegalArgumentException if the savepoint is of another transaction
     */
    public void rollbackTo(Savepoint savepoint) {
        this.control.rollbackTo(savepoint.changes);
    }

    /** From now on its thread is in no transaction, and may begin another. */
    public void suspend() {
        this.control.suspend();
    }

    /**
     * Its thread is in it again.
     * @throws IllegalStateException if the thread is in another
     */
    public void resume() {
        this.control.resume();
    }

    @Override
    public void close() {
        rollback();
    }

    /** What a transaction had changed at one moment. */
    public static final class Savepoint {

        private final TransactionControl.Savepoint changes;

        Savepoint(TransactionControl.Savepoint changes) {
            this.changes = changes;
        }

    }

}
