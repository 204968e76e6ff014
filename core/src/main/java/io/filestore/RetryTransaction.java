package io.filestore;

/**
 * Tells {@link Store#transact} that something it has read has changed, so that it must
 * run again. Never leaves the package; has no stack trace, since it is no error.
 */
final class RetryTransaction extends RuntimeException {

    static final RetryTransaction INSTANCE = new RetryTransaction();

    private RetryTransaction() {
        super(null, null, false, false);
    }

}
