package io.filestore.error;

/**
 * A regular expression takes too many steps for a text of some row, and was stopped.
 */
public final class SlowRegexException extends InvalidQueryException {

    public SlowRegexException(String message) {
        super(message);
    }

}
