package io.filestore.checksum;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;

import io.filestore.io.ContentSum;
import io.filestore.io.FileInfo;
import io.filestore.io.LinesSum;
import io.filestore.io.StoreDirectory;
import io.filestore.storage.RowSink;
import io.filestore.storage.StorageStrategy;

/**
 * Compares the rows that a strategy loads with their checksums. Sees, by any thread,
 * everything that the strategy tells its sink: {@link #before}. Then {@link #finish} says
 * which rows have changed although their file has not, and {@link #losses} which are not
 * there any more. Other rows in a file of another size or modification time, and rows
 * without a checksum, are accepted: somebody has edited them.
 */
public final class ChecksumCheck {

    private final StoreDirectory directory;

    private final StorageStrategy strategy;

    private final ChecksumContent content;

    private final @Nullable FileInfo before;

    private final @Nullable ContentSum sum;

    private final SeenRows seen;

    private final RowVerdicts verdicts;

    private boolean overturned;

    /**
     * @param before what the file of all rows was like before its checksum was taken
     * @param sum its checksum
     */
    private ChecksumCheck(StoreDirectory directory, StorageStrategy strategy, ChecksumContent content,
            @Nullable FileInfo before, @Nullable ContentSum sum) {
        this.directory = directory;
        this.strategy = strategy;
        this.content = content;
        this.before = before;
        this.sum = sum;
        this.seen = new SeenRows(strategy, content);
        this.verdicts = new RowVerdicts(directory, strategy, content, this.seen);
    }

    /**
     * Reads the checksums, and of them as little as is enough.
     * @param done the last flush of the collection that is known to have been done
     */
    static ChecksumCheck begin(StoreDirectory directory, StorageStrategy strategy, Path checksums, long done)
            throws IOException {
        Path path = strategy.isOneFile() ? strategy.path() : null;
        FileInfo info = (path != null) ? directory.stat(path) : null;
        if (path == null || info == null || !info.isFile()) {
            return new ChecksumCheck(directory, strategy, ChecksumContent.read(directory, checksums, done), null, null);
        }
        ContentSum sum = ContentSum.of(directory, path, info.size());
        ChecksumTail tail = ChecksumTail.read(directory, checksums);
        boolean vouched = tail != null && tail.vouchesFor(FileStamp.of(info), sum, directory, checksums);
        ChecksumContent content = (tail != null && vouched) ? ChecksumContent.of(tail)
                : ChecksumContent.read(directory, checksums, done);
        return new ChecksumCheck(directory, strategy, content, info, sum);
    }

    /**
     * The sink to load into instead, so that everything is seen here first.
     */
    public RowSink before(RowSink sink) {
        return new CheckingSink(this.seen, sink);
    }

    /**
     * Judges, once everything is loaded.
     * @param loaded whether there is such a row
     * @return the rows to set aside
     */
    public List<BitRot> finish(Predicate<String> loaded) throws IOException {
        if (this.content.isVouched()) {
            this.overturned = !isUntouched();
        }
        else {
            this.verdicts.judge(loaded);
        }
        return this.verdicts.found();
    }

    private boolean isUntouched() throws IOException {
        Path file = this.strategy.path();
        return file != null && this.content.isFile(this.seen.file(file))
                && this.content.isFile(this.directory.stat(file));
    }

    /** What is not there any more, once everything was judged. */
    public List<Loss> losses() {
        return this.verdicts.losses();
    }

    /** What is wrong with the checksum file itself; a sentence, or nothing. */
    public List<String> damage() {
        if (this.content.lastBadLine() == 0) {
            return List.of();
        }
        return List.of(this.strategy.checksumFile() + ", line " + this.content.lastBadLine()
                + ", is cut off or changed; the next flush writes anew what is missing");
    }

    /**
     * Whether a crash came between the files and the line that says that they are done.
     */
    public boolean isIncomplete() {
        return this.content.isIncomplete();
    }

    /** Which flush has written last, null if no line says it. */
    public @Nullable FlushMark mark() {
        return this.content.mark();
    }

    /** The files that were put in their places from an older copy. */
    public Set<Path> outdated() {
        return this.verdicts.ages().outdated();
    }

    /** The rows whose files are not there although a flush has written them. */
    public List<String> missing() {
        return this.verdicts.ages().missing();
    }

    ChecksumContent content() {
        return this.content;
    }

    /** The lines that the checksum file lacks. */
    Map<String, RowSum> corrections() {
        return this.verdicts.corrections();
    }

    /** What is to be recorded of the file of all rows; null if it is as recorded. */
    @Nullable FileInfo unrecordedFile() {
        Path file = this.strategy.path();
        FileInfo info = (this.strategy.isOneFile() && file != null) ? this.seen.file(file) : null;
        RecordedFile recorded = this.content.file();
        return (recorded != null && recorded.summed() && this.content.isFile(info)) ? null : info;
    }

    /** The checksum of the file of all rows as it was read; null if it is not known. */
    @Nullable ContentSum sum() {
        Path file = this.strategy.path();
        return (file != null && this.before != null && this.before.equals(this.seen.file(file))) ? this.sum : null;
    }

    /** The last row that the file of all rows speaks of, null if that is not known. */
    @Nullable String lastRow() {
        return this.seen.lastRow();
    }

    /** Whether somebody has edited the file while it was read: no checksum holds. */
    boolean isOverturned() {
        return this.overturned;
    }

    /** Whether every row is exactly as the last flush has written it. */
    public boolean isAsRecorded() {
        return !this.overturned && this.verdicts.corrections().isEmpty() && this.verdicts.found().isEmpty()
                && this.verdicts.losses().isEmpty() && !this.seen.isAnyDamaged() && !this.content.isIncomplete()
                && this.content.lastBadLine() == 0 && unrecordedFile() == null;
    }

    /** The index files as the last flush has left them, by their names. */
    public Map<String, LinesSum> indexes() {
        return this.content.indexes();
    }

    /** The rows that are neither as recorded nor reported: edited, or never recorded. */
    public Set<String> unrecorded() {
        Set<String> ids = new TreeSet<>(this.verdicts.corrections().keySet());
        this.verdicts.found().forEach((rot) -> ids.remove(rot.rowId()));
        this.verdicts.losses().forEach((loss) -> {
            ids.removeAll(loss.lost());
            ids.removeAll(loss.older());
            ids.removeAll(loss.returned());
        });
        return ids;
    }

}
