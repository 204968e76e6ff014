package io.filestore.benchmarks.contestant;

/**
 * What a put that has returned survives.
 */
public enum Durability {

    /** The end of the process: it has been handed to the operating system. */
    UNFORCED,

    /** A power loss: it has been forced to disk. */
    FORCED

}
