package io.filestore.checksum;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.zip.CRC32C;

import org.jspecify.annotations.Nullable;

import io.filestore.io.ContentSum;
import io.filestore.io.LinesSum;
import io.filestore.io.StoreDirectory;
import io.filestore.json.CheckedLine;

/**
 * What a checksum file says. A line that is not intact says nothing, but puts in doubt
 * every row that no later line names: it may have been about any of them.
 */
final class ChecksumContent {

    private final Map<String, Recorded> rows = new HashMap<>();

    private final Map<String, LinesSum> indexes = new HashMap<>();

    private final boolean vouched;

    /** What the rows were like that later lines say otherwise of. */
    private final Set<Long> earlier = new HashSet<>();

    private @Nullable String fileName;

    private @Nullable FileStamp file;

    private @Nullable String last;

    private @Nullable FileStamp completeFile;

    private @Nullable String completeLast;

    private boolean summed;

    private long lines;

    private long entries;

    private ContentSum own = ContentSum.EMPTY;

    private long lastBadLine;

    private boolean badInTheMiddle;

    private int completions;

    private long newest;

    private final long done;

    private @Nullable FlushMark mark;

    private int fileCompletions;

    private final CRC32C crc = new CRC32C();

    private ChecksumContent(boolean vouched, long done) {
        this.vouched = vouched;
        this.done = done;
    }

    /** What the end of the file vouches for: every row is as recorded. */
    static ChecksumContent of(ChecksumTail tail) {
        ChecksumContent content = new ChecksumContent(true, 0);
        content.mark = tail.mark();
        content.file = tail.stamp();
        content.last = tail.last();
        content.summed = true;
        content.entries = tail.entries();
        content.own = tail.own();
        content.indexes.putAll(tail.indexes());
        return content;
    }

    /**
     * Reads a file; one that is absent says nothing.
     * @param done the last flush of the collection that is known to have been done
     */
    static ChecksumContent read(StoreDirectory directory, Path file, long done) throws IOException {
        ChecksumContent content = new ChecksumContent(false, done);
        if (directory.stat(file) != null) {
            try (InputStream in = directory.read(file)) {
                content.read(in);
            }
        }
        return content;
    }

    private void read(InputStream in) throws IOException {
        byte[] buffer = new byte[1 << 16];
        int end = 0;
        long offset = 0;
        for (int read = in.read(buffer, 0, buffer.length); read >= 0; read = in.read(buffer, end,
                buffer.length - end)) {
            int searched = end;
            int start = 0;
            end += read;
            for (int i = searched; i < end; i++) {
                if (buffer[i] == '\n') {
                    line(buffer, start, i - start, offset + i + 1);
                    start = i + 1;
                }
            }
            System.arraycopy(buffer, start, buffer, 0, end - start);
            offset += start;
            end -= start;
            if (end == buffer.length) {
                buffer = Arrays.copyOf(buffer, buffer.length * 2);
            }
        }
        if (end > 0) {
            this.lastBadLine = ++this.lines;
        }
    }

    private void line(byte[] buffer, int start, int count, long nextOffset) {
        this.lines++;
        this.crc.update(buffer, start, count + 1);
        if (!CheckedLine.isIntact(buffer, start, count)) {
            this.lastBadLine = this.lines;
            return;
        }
        this.badInTheMiddle |= this.lastBadLine > 0;
        this.own = new ContentSum(nextOffset, (int) this.crc.getValue());
        Map<String, RowSum> named = RowsLine.read(buffer, start);
        if (named != null) {
            named.forEach(this::row);
        }
        else {
            this.entries++;
            line(ChecksumLine.read(buffer, start, count));
        }
    }

    private void line(ChecksumLine line) {
        String index = line.index();
        LinesSum indexLines = line.lines();
        FlushMark flush = line.mark();
        if (flush != null) {
            this.mark = flush.max(this.mark);
            // The checkpoint came after everything above.
            this.completions += (flush.flush() <= this.done) ? 1 : 0;
        }
        else if (line.isFile()) {
            this.newest = this.lines;
            this.fileCompletions = this.completions;
            this.indexes.clear();
            this.fileName = line.file();
            this.file = line.stamp();
            this.last = line.last();
            this.summed = line.content() != null;
        }
        else if (index != null && indexLines != null) {
            this.indexes.put(index, indexLines);
        }
        else if (line.isComplete()) {
            this.newest = 0;
            this.completions++;
            this.completeFile = this.file;
            this.completeLast = this.last;
        }
    }

    private void row(String id, RowSum sum) {
        this.entries++;
        this.newest = this.lines;
        this.indexes.clear();
        Recorded before = this.rows.get(id);
        if (before != null && !before.sum.deleted()) {
            this.earlier.add(version(id, before.sum.sum()));
        }
        this.rows.put(id, new Recorded(sum, this.lines, this.completions, before));
    }

    private static long version(String id, int sum) {
        return (long) id.hashCode() << 32 | sum & 0xffffffffL;
    }

    /** Whether an earlier line says that the row was like this. */
    boolean wasOnce(String id, int sum) {
        return this.earlier.contains(version(id, sum));
    }

    Map<String, Recorded> rows() {
        return this.rows;
    }

    /** The name of the file of all rows. */
    @Nullable String fileName() {
        return this.fileName;
    }

    /** The file of all rows as it was written last. */
    @Nullable FileStamp file() {
        return this.file;
    }

    /** The row that the end of that file is about; null if that is not known. */
    @Nullable String last() {
        return this.last;
    }

    /**
     * The file of all rows as it was when everything was done last; null if that was
     * never.
     */
    @Nullable FileStamp completeFile() {
        return this.completeFile;
    }

    /** The row that the end of that file was about. */
    @Nullable String completeLast() {
        return this.completeLast;
    }

    /** Which flush has written last, null if no line says it. */
    @Nullable FlushMark mark() {
        return this.mark;
    }

    /** Whether no crash explains that the file of all rows is not as recorded. */
    boolean isFileSettled() {
        return this.file != null && this.completions > this.fileCompletions && this.lastBadLine == 0;
    }

    /** Whether no crash explains that a row is not as recorded. */
    boolean isSettled(Recorded row) {
        return row.completions < this.completions && row.line > this.lastBadLine;
    }

    /** Whether the checksum of that file as a whole is recorded, too. */
    boolean isSummed() {
        return this.summed;
    }

    /**
     * Whether every row is as recorded; {@link #rows} then has none.
     */
    boolean isVouched() {
        return this.vouched;
    }

    /** The index files as they were written last, by their names. */
    Map<String, LinesSum> indexes() {
        return this.indexes;
    }

    /** Whether the last lines lack the one that says that all they speak of is done. */
    boolean isIncomplete() {
        return this.newest > 0;
    }

    /** How many rows and other things the lines name, each as often as it is named. */
    long entries() {
        return this.entries;
    }

    /** The bytes up to the end of the last intact line. */
    ContentSum own() {
        return this.own;
    }

    /** The last line that is not intact, counted from 1; 0 if there is none. */
    long lastBadLine() {
        return this.lastBadLine;
    }

    /** Whether intact lines follow one that is not, which no crash leaves. */
    boolean isDamaged() {
        return this.badInTheMiddle;
    }

    /**
     * Whether a row may be like this without any damage, although its last line says
     * otherwise.
     * @param id the row
     * @param found its checksum, null if there is no such row
     * @param shared whether all rows are in one file
     */
    boolean mayBe(String id, @Nullable Integer found, boolean shared) {
        Recorded row = this.rows.get(id);
        if (row == null || row.line < this.lastBadLine) {
            return this.lastBadLine > 0;
        }
        for (Recorded each = row; each.completions == this.completions; each = each.before) {
            if (each.sum.says(found)) {
                return true;
            }
            if (each.before == null) {
                return shared;
            }
            if (each.before.completions < this.completions) {
                return each.before.sum.says(found);
            }
        }
        return false;
    }

    /**
     * What is recorded of a row.
     *
     * @param sum what its last line says
     * @param line the number of that line
     * @param completions how many times everything had been done before that line
     * @param before what earlier lines say
     */
    record Recorded(RowSum sum, long line, int completions, @Nullable Recorded before) {

        Recorded {
            // Of what was done once and for all, the last is enough.
            if (before != null && before.before != null && before.completions < completions) {
                before = new Recorded(before.sum, before.line, before.completions, null);
            }
        }

    }

}
