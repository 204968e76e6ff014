package io.filestore.autoconfigure.endpoint;

import java.util.Map;
import java.util.TreeMap;

import org.springframework.boot.actuate.endpoint.OperationResponseBody;

import io.filestore.report.BackupReport;

/**
 * What a backup holds.
 *
 * @param operation backup
 * @param name its directory's name, below the one that is configured
 * @param lsn the last change that is in it
 * @param durationMillis how long it took
 * @param files how many files it has
 * @param bytes their size
 * @param rows how many rows of each collection it has
 */
public record BackupDescriptor(String operation, String name, long lsn, long durationMillis, long files, long bytes,
        Map<String, Long> rows) implements OperationResponseBody {

    static BackupDescriptor of(BackupReport report) {
        return new BackupDescriptor("backup", String.valueOf(report.directory().getFileName()), report.lsn(),
                report.duration().toMillis(), report.files(), report.bytes(), new TreeMap<>(report.rows()));
    }

}
