package io.filestore.config;

/**
 * Is told how the opening of a store proceeds, on the thread that opens it. What it
 * throws fails the opening.
 */
public interface OpeningListener {

    /** A part of the work begins. */
    default void onBegin(Phase phase) {
    }

    /**
     * A part of the work is done; not called if it fails.
     * @param phase the part
     * @param done how many rows were loaded, changes replayed, or rows migrated or moved
     */
    default void onEnd(Phase phase, long done) {
    }

    /** The parts, in their order. */
    enum Phase {

        /** Reading the files of all collections. */
        LOAD,
        /** Bringing in what the write-ahead log has and the files lack. */
        REPLAY,
        /** Bringing rows of an older shape to the newest; only if there are any. */
        MIGRATE,
        /**
         * Moving rows to an engine that is to have them, or back from it; only if there
         * are any, and those that come back before {@link #MIGRATE}.
         */
        MOVE

    }

}
