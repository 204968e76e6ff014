package io.filestore.wal;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.filestore.error.CorruptStoreException;
import io.filestore.io.AppendFile;
import io.filestore.io.FileInfo;
import io.filestore.io.FileNames;
import io.filestore.io.Quarantine;
import io.filestore.io.StoreDirectory;

/**
 * Opening a log: reads what is there, hands on what counts, and leaves files that end
 * where the last whole change ends. Can be interrupted by a crash at any point and done
 * again.
 */
final class LogOpening {

    private static final Logger logger = LoggerFactory.getLogger(WriteAheadLog.class);

    private final StoreDirectory directory;

    private final Quarantine quarantine;

    private final boolean readOnly;

    LogOpening(StoreDirectory directory, Quarantine quarantine, boolean readOnly) {
        this.directory = directory;
        this.quarantine = quarantine;
        this.readOnly = readOnly;
    }

    /**
     * Reads the log.
     * @param checkpointLsn what the data files hold already, or -1 if that is unknown
     * @param onCorruption what to do with a damaged log
     * @param replay gets each whole change above the checkpoint, in order
     */
    Opened open(long checkpointLsn, LogCorruption onCorruption, Consumer<LogRecord> replay) throws IOException {
        List<Path> files = LogReader.segments(this.directory);
        LogScan scan = scan(files, checkpointLsn, replay, false);
        LogFlaw flaw = scan.flaw();
        if (flaw != null && scan.isDamage()) {
            if (onCorruption == LogCorruption.FAIL) {
                throw damage(scan, flaw);
            }
            return salvage(files, flaw, checkpointLsn, replay);
        }
        List<LogSegment> whole = (flaw != null) ? cut(scan.segments(), flaw) : scan.segments();
        if (!this.readOnly) {
            cutReserves(whole);
        }
        return new Opened(whole, scan.lastLsn(), scan.endLsn(), scan.replayed(), false);
    }

    private LogScan scan(List<Path> files, long checkpointLsn, Consumer<LogRecord> replay, boolean salvage)
            throws IOException {
        LogScan scan = new LogScan(this.directory, checkpointLsn, replay, salvage);
        for (Path file : files) {
            scan.read(file);
        }
        return scan;
    }

    private static CorruptStoreException damage(LogScan scan, LogFlaw flaw) {
        String range = (scan.intactBeyondFlaw() > flaw.lsn() + 1)
                ? "LSN " + flaw.lsn() + " to " + (scan.intactBeyondFlaw() - 1) : "LSN " + flaw.lsn();
        return new CorruptStoreException(flaw.file(), flaw.line(), "the write-ahead log is damaged: " + flaw.reason()
                + ". " + range + " cannot be read, although everything up to LSN "
                + Math.max(scan.durableLsn(), flaw.lsn())
                + " had been acknowledged as durable. Restore the file from a backup, or start once with wal.on-corruption=salvage,"
                + " which keeps every change that is provably whole and puts a copy of the log into "
                + FileNames.QUARANTINE + ".", null);
    }

    private List<LogSegment> cut(List<LogSegment> segments, LogFlaw flaw) throws IOException {
        LogSegment torn = segments.get(flaw.segment());
        logger.info("Cutting the torn tail of {} at line {}, byte {} of {}: {}. It was never acknowledged as durable",
                flaw.file(), flaw.line(), flaw.offset(), torn.bytes(), flaw.reason());
        if (!this.readOnly) {
            for (int i = segments.size() - 1; i > flaw.segment(); i--) {
                if (segments.get(i).bytes() == 0) {
                    this.directory.delete(segments.get(i).file());
                    continue;
                }
                this.quarantine.move(segments.get(i).file(), "It follows a torn tail in " + flaw.file().getFileName()
                        + " and was never acknowledged as durable.");
            }
            cut(flaw.file(), flaw.offset());
        }
        List<LogSegment> kept = new ArrayList<>(segments.subList(0, flaw.segment()));
        kept.add(new LogSegment(torn.file(), torn.firstLsn(), flaw.lsn() - 1, flaw.offset()));
        return kept;
    }

    /**
     * A crash leaves the reserve of the segment that was open, and perhaps of those
     * before it.
     */
    private void cutReserves(List<LogSegment> segments) throws IOException {
        for (LogSegment segment : segments) {
            FileInfo file = this.directory.stat(segment.file());
            if (file != null && file.size() > segment.bytes()) {
                cut(segment.file(), segment.bytes());
            }
        }
    }

    private void cut(Path segment, long length) throws IOException {
        try (AppendFile file = this.directory.openAppend(segment)) {
            file.truncate(length);
            file.force();
        }
    }

    private Opened salvage(List<Path> files, LogFlaw flaw, long checkpointLsn, Consumer<LogRecord> replay)
            throws IOException {
        LogScan scan = scan(files, checkpointLsn, replay, true);
        logger.warn("Salvaged the damaged write-ahead log {} (line {}, LSN {}: {}): {} changes are whole", flaw.file(),
                flaw.line(), flaw.lsn(), flaw.reason(), scan.replayed());
        if (!this.readOnly) {
            this.quarantine.keep(String.valueOf(flaw.file().getFileName()), this.directory.readAll(flaw.file()),
                    "Line " + flaw.line() + ", LSN " + flaw.lsn() + ": " + flaw.reason()
                            + ". Changes that are whole were kept.");
        }
        return new Opened(scan.segments(), scan.lastLsn(), scan.lastLsn(), scan.replayed(), true);
    }

    /**
     * What was found.
     *
     * @param segments those that stay, in order
     * @param lastLsn the newest line that counts, or the checkpoint if that is newer
     * @param endLsn where the log ends
     * @param replayed how many lines were handed on
     * @param salvaged whether there is damage that must not be appended to
     */
    record Opened(List<LogSegment> segments, long lastLsn, long endLsn, long replayed, boolean salvaged) {

        /** Whether the log ends before the checkpoint. */
        boolean isBehind() {
            return this.endLsn < this.lastLsn;
        }

    }

}
