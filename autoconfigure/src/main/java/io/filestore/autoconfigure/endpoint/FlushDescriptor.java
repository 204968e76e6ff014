package io.filestore.autoconfigure.endpoint;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

import org.springframework.boot.actuate.endpoint.OperationResponseBody;

import io.filestore.report.FlushReport;

/**
 * What a flush or a compaction did.
 *
 * @param operation which of the two
 * @param flushedLsn every change up to this one is in the files now
 * @param durationMillis how long it took
 * @param rows changed rows, deletions included
 * @param bytes bytes written
 * @param collections the collections that something was written of
 */
public record FlushDescriptor(String operation, long flushedLsn, long durationMillis, long rows, long bytes,
        Map<String, Written> collections) implements OperationResponseBody {

    static FlushDescriptor nothing(FileStoreEndpoint.Operation operation) {
        return new FlushDescriptor(operation.name().toLowerCase(Locale.ROOT), 0, 0, 0, 0, Map.of());
    }

    static FlushDescriptor of(FileStoreEndpoint.Operation operation, FlushReport report) {
        Map<String, Written> collections = new TreeMap<>();
        report.collections()
            .forEach((name, written) -> collections.put(name, new Written(written.rows(), written.bytes())));
        return new FlushDescriptor(operation.name().toLowerCase(Locale.ROOT), report.lsn(),
                report.duration().toMillis(), report.rows(), report.bytes(), collections);
    }

    FlushDescriptor and(FlushDescriptor next) {
        Map<String, Written> both = new TreeMap<>(this.collections);
        next.collections.forEach((name, written) -> both.merge(name, written, Written::and));
        return new FlushDescriptor(this.operation, next.flushedLsn, this.durationMillis + next.durationMillis,
                this.rows + next.rows, this.bytes + next.bytes, both);
    }

    /**
     * What was written of one collection.
     *
     * @param rows changed rows
     * @param bytes bytes of data and index files
     */
    public record Written(long rows, long bytes) {

        Written and(Written next) {
            return new Written(this.rows + next.rows, this.bytes + next.bytes);
        }

    }

}
