package io.filestore.wal;

import java.io.IOException;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.filestore.io.FileNames;
import io.filestore.io.Quarantine;
import io.filestore.io.StoreDirectory;

/**
 * Where a log goes on after a start: behind its last line, or in a segment of its own if
 * nothing must be appended there.
 */
final class LogContinuation {

    private static final Logger logger = LoggerFactory.getLogger(WriteAheadLog.class);

    /** No line has fewer bytes. */
    private static final int SHORTEST_LINE = 64;

    private final StoreDirectory directory;

    private final Quarantine quarantine;

    private final LogStart start;

    private final long maxSizeBytes;

    /**
     * @param quarantine takes what cannot be read at all
     * @param maxSizeBytes how long the log that was lost can have been
     */
    LogContinuation(StoreDirectory directory, Quarantine quarantine, LogStart start, long maxSizeBytes) {
        this.directory = directory;
        this.quarantine = quarantine;
        this.start = start;
        this.maxSizeBytes = maxSizeBytes;
    }

    /**
     * Opens the segment that gets the next lines.
     * @param found how the log was found
     * @param segments its segments, of which those stay that nothing is appended to
     */
    OpenSegment open(LogOpening.Opened found, SealedSegments segments) throws IOException {
        boolean apart = found.salvaged() || this.start.lost() || found.isBehind()
                || this.start.knownLsn() > found.lastLsn();
        LogSegment last = segments.removeOpen(this.directory);
        if (last != null && last.bytes() > 0 && !apart) {
            return OpenSegment.resume(this.directory, last);
        }
        keep(last, found.lastLsn(), segments);
        long firstLsn = Math.max(found.lastLsn(), highestGiven(found.lastLsn())) + 1;
        return OpenSegment.create(this.directory, this.start.header(firstLsn, 0, found.lastLsn()));
    }

    /** Makes room for a new open segment. */
    private void keep(@Nullable LogSegment last, long lastLsn, SealedSegments segments) throws IOException {
        if (last == null && segments.count() > 0) {
            logger.warn(
                    "There is no {} behind the sealed segments of the write-ahead log. A crash leaves it so in the moment in which a segment is begun; if somebody has taken the file away, the changes in it are lost",
                    this.directory.root().resolve(FileNames.WAL));
        }
        else if (last != null && last.bytes() > 0 && last.firstLsn() < 0) {
            this.quarantine.move(last.file(), "No line of this segment of the write-ahead log can be read.");
        }
        else if (last != null && last.bytes() > 0 && segments.hasFirst(last.firstLsn())) {
            this.quarantine.move(last.file(), "It is an older copy: LSN " + last.firstLsn()
                    + " begins a sealed segment of the write-ahead log, too, whose place it would take.");
        }
        else if (last != null && last.bytes() > 0) {
            // The first flush makes it redundant.
            segments.add(OpenSegment.resume(this.directory, last).seal(lastLsn));
        }
    }

    /** The highest LSN that may have been given to somebody before this run. */
    private long highestGiven(long lastLsn) {
        return this.start.lost() ? Math.max(lastLsn, this.start.knownLsn()) + this.maxSizeBytes / SHORTEST_LINE
                : this.start.knownLsn();
    }

}
