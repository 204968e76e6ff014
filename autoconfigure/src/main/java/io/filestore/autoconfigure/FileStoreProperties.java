package io.filestore.autoconfigure;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.convert.DurationUnit;
import org.springframework.util.unit.DataSize;

import io.filestore.config.LayoutChanges;
import io.filestore.config.OnCorruption;
import io.filestore.config.Writes;
import io.filestore.wal.LogCorruption;
import io.filestore.wal.SyncPolicy;

/**
 * The properties under {@code filestore}. Only bound here; whether they fit together is
 * found out when the store opens, where everything that contradicts is refused. What is
 * no property of filestore is found by {@link UnknownProperties}.
 *
 * @param enabled Whether to auto-configure a store.
 * @param directory Directory of the store, relative to the working directory or absolute.
 * Created if absent; used by one process at a time.
 * @param readOnly Whether to only read the directory. Nothing is written, and other
 * readers may have it open too.
 * @param onCorruption What to do with damaged data files and rows.
 * @param layoutChanges What to do when a collection's strategy or path is not the one
 * that its files were written with.
 * @param reportStrayFiles Whether files that lie among the store's without being its own,
 * and copies of row files, count in health and verifications. They are logged in any
 * case.
 * @param unconfiguredCollections What to do when code asks for a collection that is not
 * configured: refuse, or the name of the strategy that it gets.
 * @param decodedMemory Memory that the values of rows may take which were read as
 * records, so that the next read need not decode them. 0 for none. Unless it is set, no
 * more than a sixteenth of the heap.
 * @param filePermissions Permissions of new files, where the file system knows them.
 * @param directoryPermissions Permissions of new directories, where the file system knows
 * them.
 * @param collections Collections by name. Names begin with a letter and have letters,
 * digits, '-' and '_'.
 */
@ConfigurationProperties(FileStoreProperties.PREFIX)
public record FileStoreProperties(@DefaultValue("true") boolean enabled, @DefaultValue("data") String directory,
        @DefaultValue("false") boolean readOnly, @DefaultValue Flush flush, @DefaultValue Wal wal,
        @DefaultValue Query query, @DefaultValue("quarantine") OnCorruption onCorruption,
        @DefaultValue("move") LayoutChanges layoutChanges, @DefaultValue("true") boolean reportStrayFiles,
        @DefaultValue("refuse") String unconfiguredCollections, @Nullable DataSize decodedMemory,
        @DefaultValue("rw-------") String filePermissions, @DefaultValue("rwx------") String directoryPermissions,
        @DefaultValue Backup backup, @DefaultValue Health health, @DefaultValue Values values,
        @DefaultValue Map<String, Collection> collections) {

    static final String PREFIX = "filestore";

    /**
     * How changes go to the files.
     *
     * @param interval How often changed rows are written to their files.
     * @param sync Whether data files are forced to disk before the log that covers them
     * is deleted.
     */
    public record Flush(@DefaultValue("2s") Duration interval, @DefaultValue("true") boolean sync) {
    }

    /**
     * The write-ahead log.
     *
     * @param sync When the log is forced to disk. Decides what a power loss may take; a
     * killed process loses nothing under any setting.
     * @param syncInterval How often the log is forced to disk with sync interval.
     * @param segmentSize Size from which on a segment of the log is sealed. At least 4KB.
     * @param maxSize Size of the whole log beyond which writes are refused, because
     * flushes have been failing for long. At least one segment.
     * @param onCorruption What to do when the log is damaged before something that was
     * acknowledged as durable. A torn end, as a crash leaves it, is no damage.
     */
    public record Wal(@DefaultValue("always") SyncPolicy sync, @DefaultValue("1s") Duration syncInterval,
            @DefaultValue("16MB") DataSize segmentSize, @DefaultValue("1GB") DataSize maxSize,
            @DefaultValue("fail") LogCorruption onCorruption) {
    }

    /**
     * Queries.
     *
     * @param scanWarning Number of rows that a query may look at without an index that
     * leads to them, before the log says so, once for all that differ in their values
     * only. 0 for any number.
     */
    public record Query(@DefaultValue("10000") long scanWarning) {
    }

    /**
     * Backups that are asked for through the actuator endpoint.
     *
     * @param directory Directory below which such backups go, each into one of its own.
     * They are refused if it is not set.
     */
    public record Backup(@Nullable String directory) {
    }

    /**
     * When the health of the store is DOWN. Without effect unless the application has
     * health indicators.
     *
     * @param flushFailureThreshold Number of flushes that have failed in a row from which
     * on the store is DOWN.
     * @param flushLagThreshold How long the oldest change that is not in the files may
     * wait beyond the flush interval before the store is DOWN.
     * @param walSizeThreshold Size of the write-ahead log beyond which the store is DOWN.
     * Lowered to nine tenths of the log's maximum size where that is less.
     */
    public record Health(@DefaultValue("3") int flushFailureThreshold, @DefaultValue("1m") Duration flushLagThreshold,
            @DefaultValue("512MB") DataSize walSizeThreshold) {
    }

    /**
     * The global values.
     *
     * @param strategy Name of the engine that keeps the values, such as cassandra. They
     * are in a file of the store's directory if it is not set.
     * @param group Group of collections that the values change together with, where an
     * engine keeps them.
     */
    public record Values(@Nullable String strategy, @Nullable String group) {
    }

    /**
     * One collection. An empty value is as none, so that a profile can take away what the
     * application says otherwise.
     *
     * @param strategy How the collection is kept: file-per-record, single-file,
     * compressed, memory-only, cassandra where filestore-cassandra is there, or the name
     * of a StorageStrategyFactory bean's strategy.
     * @param path Where the collection lies, relative to the store's directory or
     * absolute. Its name by default.
     * @param indexed Comma-separated list of fields to index. A dot is a path into nested
     * objects. In YAML, a list in the list is a compound index.
     * @param unique Comma-separated list of fields whose values no two rows may share.
     * Indexed as well. In YAML, a list in the list is fields that are unique together.
     * @param ttl How long after its last write a row expires. Without a unit, seconds.
     * @param wal Whether changes go through the write-ahead log. True by default where
     * the strategy keeps anything on disk.
     * @param baseline Shape of rows that nothing says it of, because they were found
     * without a catalog. Needed for those only, and if there are migrations of them.
     * @param group Collections of one group change together where a strategy is not able
     * to let all do so.
     * @param writes What two writes of a row mean that know nothing of each other, where
     * several instances write.
     */
    public record Collection(@Nullable String strategy, @Nullable String path, @DefaultValue List<List<String>> indexed,
            @DefaultValue List<List<String>> unique, @DurationUnit(ChronoUnit.SECONDS) @Nullable Duration ttl,
            @Nullable Boolean wal, @Nullable Integer baseline, @Nullable String group, @Nullable Writes writes) {
    }

}
