package io.filestore.storage;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

import org.jspecify.annotations.Nullable;

import io.filestore.io.ContentSum;
import io.filestore.io.FileBatch;
import io.filestore.io.FileInfo;
import io.filestore.io.LinesSum;
import io.filestore.io.StoreDirectory;
import io.filestore.json.ByteOutput;
import io.filestore.json.FieldReader;
import io.filestore.row.DirtyRows.DirtyRow;
import io.filestore.row.DirtyRows;
import io.filestore.row.StoredRow;

/**
 * An index as a file, for people and tools: filestore itself never answers from it. One
 * line a row, the last line of a row counts: <pre>
 * {"key":"alice@example.com","rowId":"user-1"}
 * {"key":["red","blue"],"rowId":"user-2"}
 * {"rowId":"user-1","_deleted":true}
 * </pre> The key of a compound index is an array with the value of each field, null for
 * one that is missing. A flush appends a line for each row whose key has changed. When
 * more than half of the lines are dead, or when the file turns out not to say what the
 * rows say, it is written anew. What it says is checked once after each start, by the
 * first {@link #write}, unless the file is known to be what the last flush has left.
 */
public final class IndexFile {

    /** A file of fewer lines is not written anew for being half dead. */
    private static final int FEW_LINES = 1000;

    private static final byte[] NULL = { 'n', 'u', 'l', 'l' };

    private final StoreDirectory directory;

    private final Path file;

    private final FieldReader key;

    private boolean checked;

    private @Nullable LinesSum trusted;

    private boolean terminated = true;

    private long length;

    private @Nullable ContentSum sum;

    private long lines;

    private long live;

    public IndexFile(StoreDirectory directory, Path indexDirectory, List<String> fields) {
        this.directory = directory;
        this.file = indexDirectory.resolve(IndexNames.encode(fields, directory.ignoresCase()));
        this.key = new FieldReader(fields);
    }

    /** Whether a file says nothing but what an index file says. */
    public static boolean isReadable(StoreDirectory directory, Path file) throws IOException {
        return IndexContent.read(directory, file) != null;
    }

    public Path file() {
        return this.file;
    }

    /** The file's name. */
    public String name() {
        return String.valueOf(this.file.getFileName());
    }

    /**
     * Lets the first {@link #write} take the file as it is if it has this checksum.
     * @param known what the file was like when it said what the loaded rows say; null if
     * that is not known
     */
    public void trust(@Nullable LinesSum known) {
        this.trusted = known;
    }

    /** What the file is like; null if that is not known. */
    public @Nullable LinesSum state() {
        ContentSum known = this.sum;
        return (this.checked && this.terminated && known != null) ? new LinesSum(known, this.lines, this.live) : null;
    }

    /** Whether {@link #write} has work to do even if no row has changed. */
    public boolean isUnchecked() {
        return !this.checked;
    }

    /**
     * Adds to the batch what makes the file say what the rows say.
     * @return the bytes written
     */
    public long write(DirtyRows rows, FileBatch batch) throws IOException {
        if (!this.checked && !isTrusted()) {
            return check(rows, batch);
        }
        IndexLines changes = new IndexLines(this.terminated);
        for (DirtyRow row : rows.changed()) {
            if (!isSame(row.before(), row.after())) {
                changes.add(row.id(), key(row.before()), key(row.after()), row.before() == null);
            }
        }
        return append(changes, rows, batch);
    }

    private boolean isTrusted() throws IOException {
        LinesSum known = this.trusted;
        this.trusted = null;
        if (known == null) {
            return false;
        }
        FileInfo info = this.directory.stat(this.file);
        ContentSum expected = known.content();
        if (info == null || info.size() != expected.length()
                || !ContentSum.of(this.directory, this.file, expected.length()).equals(expected)) {
            return false;
        }
        written(expected.length(), expected, known.lines(), known.live(), true);
        return true;
    }

    private long check(DirtyRows rows, FileBatch batch) throws IOException {
        IndexContent found = IndexContent.read(this.directory, this.file);
        if (found == null) {
            return rewrite(rows, batch);
        }
        this.length = found.sum().length();
        this.sum = found.sum();
        this.lines = found.lines();
        this.live = found.keys().size();
        this.terminated = found.terminated();
        IndexLines changes = new IndexLines(this.terminated);
        differences(rows, found.keys(), (id, keys) -> changes.add(id, keys[0], keys[1], false));
        return append(changes, rows, batch);
    }

    /**
     * Tells of each row whose key in the file differs from its key in memory: first the
     * file's, then memory's.
     */
    private void differences(DirtyRows rows, Map<String, byte[]> inFile,
            BiConsumer<String, byte[] @Nullable []> difference) {
        for (StoredRow row : rows.all()) {
            byte[] before = inFile.remove(row.id());
            byte[] after = key(row);
            if (!Arrays.equals(before, after)) {
                difference.accept(row.id(), new byte[] @Nullable [] { before, after });
            }
        }
        inFile.forEach((id, key) -> difference.accept(id, new byte[] @Nullable [] { key, null }));
    }

    private long append(IndexLines changes, DirtyRows rows, FileBatch batch) throws IOException {
        long linesAfter = this.lines + changes.count();
        long liveAfter = this.live + changes.balance();
        if (linesAfter > FEW_LINES && liveAfter < linesAfter / 2) {
            return rewrite(rows, batch);
        }
        batch.sumUp(this.file, this.sum);
        long bytes = (changes.count() == 0) ? 0 : batch.append(this.file, this.length, (out) -> changes.writeTo(out));
        ContentSum sumAfter = (bytes > 0) ? batch.sum(this.file) : this.sum;
        long lengthAfter = this.length + bytes;
        boolean terminatedAfter = this.terminated || bytes > 0;
        batch.onCommit(() -> written(lengthAfter, sumAfter, linesAfter, liveAfter, terminatedAfter));
        return bytes;
    }

    private long rewrite(DirtyRows rows, FileBatch batch) throws IOException {
        long[] count = new long[1];
        batch.sumUp(this.file, null);
        long bytes = batch.replace(this.file, (out) -> {
            ByteOutput line = new ByteOutput(1024);
            for (StoredRow row : rows.all()) {
                byte[] key = key(row);
                if (key != null) {
                    line.clear();
                    IndexLines.add(line, row.id(), key);
                    line.writeTo(out);
                    count[0]++;
                }
            }
        });
        ContentSum sumAfter = batch.sum(this.file);
        batch.onCommit(() -> written(bytes, sumAfter, count[0], count[0], true));
        return bytes;
    }

    private void written(long newLength, @Nullable ContentSum newSum, long newLines, long newLive,
            boolean newTerminated) {
        this.checked = true;
        this.terminated = newTerminated;
        this.length = newLength;
        this.sum = newSum;
        this.lines = newLines;
        this.live = newLive;
    }

    /**
     * Checks the file again, and writes it anew if need be, at the next {@link #write}.
     */
    public void distrust() {
        this.checked = false;
        this.trusted = null;
    }

    /**
     * Lists what the file says differently from the rows; each a sentence, which names
     * rows and no keys.
     */
    public List<String> verify(DirtyRows rows) throws IOException {
        List<String> found = new ArrayList<>();
        IndexContent content = IndexContent.read(this.directory, this.file);
        if (content == null) {
            found.add(this.file + " is missing or cannot be read");
        }
        else {
            differences(rows, content.keys(),
                    (id, keys) -> found
                        .add(this.file + ((keys[0] == null) ? " lacks row '" + id + "'" : (keys[1] == null)
                                ? " has row '" + id + "', which has no key" : " has another key of row '" + id + "'")));
        }
        return found;
    }

    private byte @Nullable [] key(@Nullable StoredRow row) {
        if (row == null) {
            return null;
        }
        byte[] @Nullable [] values = this.key.read(row.json());
        return (values.length == 1) ? values[0] : together(values);
    }

    private static byte @Nullable [] together(byte[] @Nullable [] values) {
        ByteOutput key = new ByteOutput(64);
        boolean any = false;
        for (byte[] value : values) {
            key.write((key.size() == 0) ? '[' : ',');
            key.write((value != null) ? value : NULL);
            any |= value != null;
        }
        key.write(']');
        return any ? key.toByteArray() : null;
    }

    private boolean isSame(@Nullable StoredRow before, @Nullable StoredRow after) {
        return before != null && after != null && this.key.isSame(after.json(), before.json());
    }

}
