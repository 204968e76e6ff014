package io.filestore.error;

/**
 * A change was asked for in a transaction that was begun read-only; nothing was changed.
 */
public final class ReadOnlyTransactionException extends StoreException {

    /**
     * @param rowId of the row that was to be changed
     */
    public ReadOnlyTransactionException(String rowId) {
        super("Row '" + rowId + "' cannot be changed: the transaction is read-only. Begin one that is not.", null);
    }

}
