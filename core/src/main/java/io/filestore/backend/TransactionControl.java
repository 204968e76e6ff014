package io.filestore.backend;

/**
 * A transaction that its thread has begun and ends itself; until then the thread is in
 * it, unless it is suspended. Belongs to that thread.
 */
public interface TransactionControl {

    /** What its work sees. */
    DomainTransaction transaction();

    /**
     * Commits it; it has ended then, whatever this throws.
     * @throws io.filestore.error.TransactionConflictException if something that it has
     * read holds no longer; nothing was changed
     * @throws io.filestore.error.TransactionRolledBackException if it was
     * {@linkplain #fail told to fail}
     */
    void commit();

    /** Ends it without any change. Does nothing if it has ended. */
    void rollback();

    /** Lets it change nothing: {@link #commit} will say that this is the reason. */
    void fail(Throwable reason);

    /** Whether it cannot commit any more. */
    boolean isFailed();

    boolean isEnded();

    /** What it has changed so far, to be {@linkplain #rollbackTo gone back to}. */
    Savepoint savepoint();

    /**
     * Takes back what it has changed since, and forgets what has failed since; what it
     * has read must hold all the same.
     * @throws IllegalArgumentException if it is not of this transaction
     */
    void rollbackTo(Savepoint savepoint);

    /** From now on its thread is in no transaction. */
    void suspend();

    /**
     * Its thread, which must be in no transaction, is in it again.
     */
    void resume();

    /** What a transaction had changed at one moment; only that can tell what it holds. */
    interface Savepoint {

    }

}
