package io.filestore.open;

import java.nio.file.Path;

import org.jspecify.annotations.Nullable;

import io.filestore.catalog.Catalog;
import io.filestore.engine.Reaction;
import io.filestore.engine.StoreFiles;
import io.filestore.error.CorruptStoreException;
import io.filestore.io.FileNames;
import io.filestore.report.Finding;
import io.filestore.wal.Checkpoint;
import io.filestore.wal.LogSurvey;

/**
 * Tells that the log is not the one that the last run has left, or the checkpoint not the
 * one that belongs to the files: each of them knows something of the others.
 *
 * <p>
 * What cannot be known: whether the lines at the end of the segment that was open are all
 * there. A log that ends earlier, but in the same segment, is what a power loss may
 * leave.
 */
final class LostLog {

    private static final String REMEDY = " If the directory was copied while the store was open, or its files are of different ages, take a backup that is one (docs/backup.md).";

    private final StoreFiles files;

    private final Reaction reaction;

    private final LogSurvey log;

    private final @Nullable Checkpoint last;

    private final boolean fresh;

    /**
     * @param last null if there is none
     * @param fresh whether there has been nothing here before
     */
    LostLog(StoreFiles files, Reaction reaction, LogSurvey log, @Nullable Checkpoint last, boolean fresh) {
        this.files = files;
        this.reaction = reaction;
        this.log = log;
        this.last = last;
        this.fresh = fresh;
    }

    /** Whether the log that the checkpoint speaks of is gone. */
    boolean isLost() {
        if (this.last == null || this.last.isDamaged()) {
            return this.log.isEmpty() && !this.fresh;
        }
        return this.last.segment() != 0 && !this.log.hasSegment(this.last.segment());
    }

    /**
     * Tells what can be told before anything is read.
     * @param catalog what is on disk, null if there is none
     * @throws CorruptStoreException also if there is the log of another store, whose rows
     * must not come into this one
     */
    void tell(@Nullable Catalog catalog) {
        if (this.fresh) {
            return;
        }
        tellStrangers(catalog);
        Path checkpoint = path(FileNames.CHECKPOINT);
        if (this.last == null) {
            tell(Finding.Kind.MISSING, checkpoint, checkpoint + " is missing: " + wholeLog());
        }
        else if (this.last.isDamaged()) {
            tell(Finding.Kind.DAMAGED, checkpoint, checkpoint + " is damaged: " + wholeLog());
        }
        else if (isLost()) {
            tell(this.log.isEmpty() ? Finding.Kind.MISSING : Finding.Kind.OUTDATED, path(FileNames.WAL),
                    "The write-ahead log " + (this.log.isEmpty() ? "is missing" : "is not the one that was left here")
                            + ": it should have a segment that begins with LSN " + this.last.segment()
                            + ", since the store was not closed. All changes since LSN " + this.last.lsn()
                            + " that were not in it are lost.");
        }
    }

    private void tellStrangers(@Nullable Catalog catalog) {
        String store = this.files.catalog().now().storeId();
        Path stranger = this.log.stranger(store);
        if (stranger != null) {
            throw new CorruptStoreException(stranger, 0, "it is the log of another store, not of " + store
                    + ". Put back the one that belongs here, or move this one away: then what it should have had is lost.",
                    null);
        }
        String writer = (this.last != null) ? this.last.store() : null;
        if (catalog == null && (writer != null || this.log.store() != null)) {
            tell(Finding.Kind.MISSING, path(FileNames.CATALOG), path(FileNames.CATALOG)
                    + " is missing: whether collections lie where their settings say is not known. It is made anew.");
        }
        if (writer != null && !writer.equals(store)) {
            tell(Finding.Kind.OUTDATED, path(FileNames.CHECKPOINT), path(FileNames.CHECKPOINT)
                    + " is of another store, " + writer + ": what it says may not be true here.");
        }
    }

    private String wholeLog() {
        return this.log.isEmpty() ? "and there is no log. What was not in the files is lost."
                : "the whole write-ahead log is replayed.";
    }

    /**
     * Tells that other files know of changes that the log does not have: a log is forced
     * before any file is written from it.
     * @param end where the log ends
     * @param known the highest LSN that other files mention
     */
    void tellBehind(long end, long known) {
        if (end < known && !isLost()) {
            tell(Finding.Kind.OUTDATED, path(FileNames.WAL),
                    "The write-ahead log ends with LSN " + end + ", but other files know of LSN " + known
                            + ": it is an older one, and the files are newer than it.");
        }
    }

    private Path path(String name) {
        return this.files.directory().root().resolve(name);
    }

    private void tell(Finding.Kind kind, Path file, String what) {
        this.reaction.to(new Finding(kind, null, file, what + REMEDY));
    }

}
