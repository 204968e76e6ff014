package io.filestore.error;

import org.jspecify.annotations.Nullable;

/**
 * It cannot be told whether the write has been done: it was on its way to the disk, or to
 * another machine, when that failed. It may be there later or not, whole in either case.
 * Nothing was acknowledged. Read the row to find out, after a restart of the store if
 * that has {@linkplain StoreFailedException failed}, before the write is repeated.
 */
public final class OutcomeUnknownException extends StoreException {

    /**
     * @param what why it cannot be told, a sentence
     */
    public OutcomeUnknownException(String what, @Nullable Throwable cause) {
        super("It is unknown whether this write is there: it may be later or not, whole in either case. " + what,
                cause);
    }

    /** A write during which the store has failed. */
    public OutcomeUnknownException(StoreFailedException reason) {
        this(String.valueOf(reason.getMessage()), reason);
    }

}
