package io.filestore.config;

/**
 * What a start does when a collection's files lie at another path, or in another form,
 * than the settings say.
 */
public enum LayoutChanges {

    /** Writes the rows where they belong now, and takes the old files away. */
    MOVE,
    /** Does not start, and says what has changed. */
    REFUSE

}
