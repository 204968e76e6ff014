package io.filestore.commit;

/**
 * Tells whoever runs a transaction that something it has read has changed, so that it
 * must run again. Nobody outside ever sees it; has no stack trace, since it is no error.
 */
public final class RetryTransaction extends RuntimeException {

    public static final RetryTransaction INSTANCE = new RetryTransaction();

    private RetryTransaction() {
        super(null, null, false, false);
    }

}
