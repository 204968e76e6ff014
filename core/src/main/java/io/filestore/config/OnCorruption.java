package io.filestore.config;

/**
 * What loading does with a damaged data file or row.
 */
public enum OnCorruption {

    /**
     * Set it aside in {@code _quarantine/} with a reason beside it, count it, and start
     * without it.
     */
    QUARANTINE,

    /** Refuse to open. */
    FAIL

}
