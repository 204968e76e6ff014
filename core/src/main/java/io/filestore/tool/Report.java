package io.filestore.tool;

import java.nio.file.Path;

import io.filestore.wal.LogReader.LogState;

/**
 * What {@code verify} tells: lines for people as it goes along, or one JSON object.
 */
interface Report {

    /** How the log stands. */
    void log(LogState log);

    /**
     * A collection has been looked through.
     * @param path where it lies
     * @param kind the name of its strategy
     * @param state how it stands
     * @param findings how many there are in it
     */
    void collection(Path path, String kind, CollectionCheck.State state, int findings);

    /**
     * Something is wrong.
     * @param what a sentence without its full stop
     * @param remedy a sentence
     */
    void finding(String what, String remedy);

    /** Everything has been told. */
    void end(int collections, int findings);

}
