package io.filestore.open;

import java.io.IOException;
import java.time.InstantSource;

import org.jspecify.annotations.Nullable;

import io.filestore.checksum.FlushMark;
import io.filestore.checksum.FlushMarks;
import io.filestore.commit.Versions;
import io.filestore.io.FileInfo;
import io.filestore.io.StoreDirectory;
import io.filestore.wal.Checkpoint;
import io.filestore.wal.LogSurvey;

/**
 * What the last run has left in the directory, as a start knows it before it has read any
 * rows.
 */
final class LastRun {

    private final StoreDirectory directory;

    private final @Nullable Checkpoint checkpoint;

    private final LogSurvey log;

    private final @Nullable FlushMark flushed;

    /**
     * @param flushed null if there are no checksum files, or the checkpoint says what
     * they would
     */
    private LastRun(StoreDirectory directory, @Nullable Checkpoint checkpoint, LogSurvey log,
            @Nullable FlushMark flushed) {
        this.directory = directory;
        this.checkpoint = checkpoint;
        this.log = log;
        this.flushed = flushed;
    }

    static LastRun in(StoreDirectory directory) throws IOException {
        Checkpoint checkpoint = Checkpoint.read(directory);
        LogSurvey log = LogSurvey.of(directory);
        boolean told = checkpoint != null && !checkpoint.isDamaged();
        return new LastRun(directory, checkpoint, log, told ? null : FlushMarks.in(directory));
    }

    /** Whether there was none: nobody has ever opened a store here. */
    boolean isNone() {
        return this.checkpoint == null && this.log.isEmpty() && this.flushed == null;
    }

    /** What is on disk, null if nothing is. */
    @Nullable Checkpoint checkpoint() {
        return this.checkpoint;
    }

    LogSurvey log() {
        return this.log;
    }

    /** What the checksum files mention, as far as they had to be asked. */
    FlushMark flushed() {
        return (this.flushed != null) ? this.flushed : FlushMark.NONE;
    }

    /** What the files hold already, or {@link Checkpoint#UNKNOWN_LSN}. */
    long lsn() {
        return isNone() ? 0 : (this.checkpoint != null) ? this.checkpoint.lsn() : Checkpoint.UNKNOWN_LSN;
    }

    /** Which store it was, null if nothing says it. */
    @Nullable String store() {
        String said = (this.checkpoint != null) ? this.checkpoint.store() : null;
        return (said != null) ? said : this.log.store();
    }

    /** A number for the next run that no run before it had. */
    long nextRun(InstantSource clock) throws IOException {
        if (isNone()) {
            return 1;
        }
        long known = Math.max(flushed().run(), this.log.run());
        if (this.checkpoint != null && !this.checkpoint.isDamaged()) {
            return Math.max(this.checkpoint.run(), known) + 1;
        }
        return Math.max(Versions.runAfterLoss(clock.millis(), newestFile()), known + 1);
    }

    private long newestFile() throws IOException {
        return this.directory.list(this.directory.root()).stream().mapToLong(FileInfo::modifiedMillis).max().orElse(0);
    }

}
