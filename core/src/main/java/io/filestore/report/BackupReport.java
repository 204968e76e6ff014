package io.filestore.report;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/**
 * What a backup holds.
 *
 * @param directory where it is
 * @param lsn the last change that is in it, of collections with a log; all before are
 * there, too
 * @param files how many files it has
 * @param bytes their size
 * @param rows how many rows of each collection it has, the global values not included; of
 * a collection without a log as they were when the backup began
 * @param duration how long it took
 */
public record BackupReport(Path directory, long lsn, long files, long bytes, Map<String, Long> rows,
        Duration duration) {

    public BackupReport {
        rows = Map.copyOf(rows);
    }

}
