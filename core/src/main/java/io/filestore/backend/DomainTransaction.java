package io.filestore.backend;

/**
 * A transaction while its work runs. Its collections are refused with
 * {@link io.filestore.error.TransactionEndedException} once that has ended.
 */
public interface DomainTransaction {

    /** The rows of a collection, as the transaction sees and changes them. */
    CollectionBackend rows(String collection);

    /** The global values. */
    CollectionBackend values();

}
