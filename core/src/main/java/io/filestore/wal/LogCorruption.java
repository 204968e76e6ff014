package io.filestore.wal;

/**
 * What opening does when the log is damaged before something that was already
 * acknowledged as durable. A torn tail, the half-written end that a crash leaves, is no
 * damage: it is cut under either setting.
 */
public enum LogCorruption {

    /** Refuse to open, naming file, line and LSNs. */
    FAIL,

    /**
     * Apply every change that is provably whole, keep a copy of the log in quarantine,
     * and go on.
     */
    SALVAGE

}
