package io.filestore.config;

/**
 * What two writes of the same row mean that know nothing of each other, for a collection
 * that several instances of an application write. In memory there is one instance, and
 * both mean the same.
 */
public enum Writes {

    /** Each write is conditional on the version before it, so that none is lost. */
    VERSIONED,

    /**
     * The one with the later clock wins, and nobody is told that the other is gone. Needs
     * no agreement of several machines; expected versions are refused.
     */
    LAST_WRITE_WINS

}
