package io.filestore.backend;

/**
 * A transaction while its work runs. Its collections are refused with
 * {@link io.filestore.error.TransactionEndedException} once that has ended.
 */
public interface DomainTransaction {

    /**
     * It must be running, in this thread, and in time.
     * @throws io.filestore.error.TransactionEndedException if it has ended, or another
     * thread runs it
     * @throws io.filestore.error.TransactionExpiredException if its time is over
     */
    void requireActive();

    /** The rows of a collection, as the transaction sees and changes them. */
    CollectionBackend rows(String collection);

    /** The global values. */
    CollectionBackend values();

}
