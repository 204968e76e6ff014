package io.filestore.wal;

/**
 * When the log is forced to disk. Decides what a power loss may take; a killed process
 * loses nothing under any of them.
 */
public enum SyncPolicy {

    /** Before a write returns: a power loss takes nothing that was acknowledged. */
    ALWAYS,

    /** Once an interval: a power loss takes at most the writes of the last interval. */
    INTERVAL,

    /** When the operating system sees fit, and at every flush. */
    NEVER

}
