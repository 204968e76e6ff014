package io.filestore.backend;

import java.util.function.Function;

import org.jspecify.annotations.Nullable;

/**
 * Collections whose rows can be changed together, all or nothing, as if one transaction
 * came after the other.
 */
public interface TransactionDomain {

    /**
     * The rows of a collection as whoever asks sees and changes them: the transaction
     * that its thread is in, or else everybody.
     * @throws io.filestore.error.InvalidConfigurationException if there is no such
     * collection, and none may be made
     */
    CollectionBackend rows(String collection);

    /** The global values, in the same way. */
    CollectionBackend values();

    /**
     * Runs work in a transaction of this thread, again from the start as long as what it
     * has read does not hold when it commits; within one that this thread is in, it joins
     * that one.
     * @return what the work returns
     * @throws io.filestore.error.TransactionConflictException if it never held
     */
    <T extends @Nullable Object> T run(Function<DomainTransaction, T> work);

    /**
     * Begins a transaction, which this thread is in until it ends it.
     * @param readOnly whether changes are refused in it
     * @param timeout after how many milliseconds it is refused, 0 for never
     * @throws IllegalStateException if the thread is in one already
     */
    TransactionControl begin(boolean readOnly, long timeout);

    /**
     * Whether something that the transaction of this thread has read holds no longer;
     * false if it is in none.
     */
    boolean hasConflict();

}
