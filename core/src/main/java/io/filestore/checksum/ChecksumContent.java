package io.filestore.checksum;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.zip.CRC32C;

import org.jspecify.annotations.Nullable;

import io.filestore.io.ByteLines;
import io.filestore.io.ContentSum;
import io.filestore.io.FileInfo;
import io.filestore.io.LinesSum;
import io.filestore.io.StoreDirectory;
import io.filestore.json.CheckedLine;

/**
 * What a checksum file says. A line that is not intact says nothing, but puts in doubt
 * every row that no later line names: it may have been about any of them.
 */
final class ChecksumContent {

    private final RecordedRows rows = new RecordedRows();

    private final Map<String, LinesSum> indexes = new HashMap<>();

    private final boolean vouched;

    private final long done;

    private @Nullable RecordedFile file;

    private @Nullable RecordedFile completeFile;

    private long lines;

    private long entries;

    private ContentSum own = ContentSum.EMPTY;

    private boolean badInTheMiddle;

    private long newest;

    private @Nullable FlushMark mark;

    private int fileCompletions;

    private ChecksumContent(boolean vouched, long done) {
        this.vouched = vouched;
        this.done = done;
    }

    /** What the end of the file vouches for: every row is as recorded. */
    static ChecksumContent of(ChecksumTail tail) {
        ChecksumContent content = new ChecksumContent(true, 0);
        content.mark = tail.mark();
        content.file = new RecordedFile(null, tail.stamp(), tail.last(), true);
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
        ByteLines each = new ByteLines(in);
        CRC32C crc = new CRC32C();
        long length = 0;
        while (each.next()) {
            this.lines++;
            crc.update(each.buffer(), each.start(), each.size());
            length += each.size();
            if (each.isTerminated() && CheckedLine.isIntact(each.buffer(), each.start(), each.length())) {
                this.badInTheMiddle |= lastBadLine() > 0;
                this.own = new ContentSum(length, (int) crc.getValue());
                line(each);
            }
            else {
                this.rows.bad(this.lines);
            }
        }
    }

    private void line(ByteLines intact) {
        Map<String, RowSum> named = RowsLine.read(intact.buffer(), intact.start());
        if (named != null) {
            named.forEach(this::row);
        }
        else {
            this.entries++;
            line(ChecksumLine.read(intact.buffer(), intact.start(), intact.length()));
        }
    }

    private void line(ChecksumLine line) {
        String index = line.index();
        LinesSum indexLines = line.lines();
        FlushMark flush = line.mark();
        FileStamp stamp = line.stamp();
        if (flush != null) {
            this.mark = flush.max(this.mark);
            if (flush.flush() <= this.done) {
                // The checkpoint came after everything above.
                this.rows.completed();
            }
        }
        else if (line.isFile() && stamp != null) {
            this.newest = this.lines;
            this.fileCompletions = this.rows.completions();
            this.indexes.clear();
            this.file = new RecordedFile(line.file(), stamp, line.last(), line.content() != null);
        }
        else if (index != null && indexLines != null) {
            this.indexes.put(index, indexLines);
        }
        else if (line.isComplete()) {
            this.newest = 0;
            this.rows.completed();
            this.completeFile = this.file;
        }
    }

    private void row(String id, RowSum sum) {
        this.entries++;
        this.newest = this.lines;
        this.indexes.clear();
        this.rows.add(id, sum, this.lines);
    }

    /** What the last lines say of rows, and what may be true of them. */
    RecordedRows rows() {
        return this.rows;
    }

    /** The file of all rows as it was written last; null if no line says it. */
    @Nullable RecordedFile file() {
        return this.file;
    }

    /** Whether the file of all rows is as it was written last. */
    boolean isFile(@Nullable FileInfo info) {
        return this.file != null && info != null && this.file.stamp().equals(FileStamp.of(info));
    }

    /**
     * The file of all rows as it was when everything was done last; null if that was
     * never.
     */
    @Nullable RecordedFile completeFile() {
        return this.completeFile;
    }

    /** Which flush has written last, null if no line says it. */
    @Nullable FlushMark mark() {
        return this.mark;
    }

    /** Whether no crash explains that the file of all rows is not as recorded. */
    boolean isFileSettled() {
        return this.file != null && this.rows.completions() > this.fileCompletions && lastBadLine() == 0;
    }

    /**
     * Whether every row is as recorded; no row is then named.
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
        return this.rows.lastBadLine();
    }

    /** Whether intact lines follow one that is not, which no crash leaves. */
    boolean isDamaged() {
        return this.badInTheMiddle;
    }

}
