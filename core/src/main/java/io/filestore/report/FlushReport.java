package io.filestore.report;

import java.time.Duration;
import java.util.Map;

/**
 * What a flush did.
 *
 * @param lsn every change up to this one is in the files now
 * @param collections the collections that had changes, by name
 * @param duration how long it took
 */
public record FlushReport(long lsn, Map<String, Written> collections, Duration duration) {

    /**
     * What was written for one collection.
     *
     * @param rows changed rows, deletions included
     * @param bytes bytes of data, checksum and index files
     */
    public record Written(long rows, long bytes) {
    }

    /** Changed rows of all collections. */
    public long rows() {
        return this.collections.values().stream().mapToLong(Written::rows).sum();
    }

    /** Bytes of all collections. */
    public long bytes() {
        return this.collections.values().stream().mapToLong(Written::bytes).sum();
    }

}
