package io.filestore.error;

/**
 * A transaction has touched two rows that cannot change together, since they are in
 * different groups, or places, or of a collection whose rows change each for itself. It
 * was refused before anything was changed; the message names both, and the ways out.
 */
public final class CrossDomainTransactionException extends StoreException {

    /**
     * @param touched what it had touched first, such as {@code collection 'orders', which
     * is in memory}
     * @param refused what it was to touch then
     * @param wayOut a sentence
     */
    public CrossDomainTransactionException(String touched, String refused, String wayOut) {
        super("The transaction has begun with " + touched + ", and cannot go on with " + refused
                + ": the two do not change together. Nothing was changed. " + wayOut, null);
    }

}
