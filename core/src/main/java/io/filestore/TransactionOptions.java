package io.filestore;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * How a transaction is to be that {@link Store#begin(TransactionOptions)} begins.
 *
 * @param readOnly whether changes are refused in it
 * @param timeout how long it may take, at least a millisecond; later it is refused and
 * can only be rolled back. Null for any time
 */
public record TransactionOptions(boolean readOnly, @Nullable Duration timeout) {

    static final TransactionOptions DEFAULT = new TransactionOptions(false, null);

    public TransactionOptions {
        if (timeout != null && (timeout.isNegative() || timeout.toMillis() == 0)) {
            throw new IllegalArgumentException(
                    "A transaction needs at least a millisecond, not " + timeout + ". Leave it out for any time.");
        }
    }

}
