package io.filestore.storage;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import io.filestore.error.InvalidRowException;
import io.filestore.io.EncodedNames;
import io.filestore.io.FileBatch;
import io.filestore.io.FileInfo;
import io.filestore.io.FileNames;
import io.filestore.io.StoreDirectory;
import io.filestore.row.DirtyRows.DirtyRow;
import io.filestore.row.DirtyRows;
import io.filestore.row.StoredRow;

/**
 * One file a row. {@code users/user-1.json}:
 *
 * <pre>
 * {
 *   "email": "alice@example.com",
 *   "tags": []
 * }
 * </pre>
 *
 * <p>
 * If the name is a hash because the row id is too long for one, the id comes first, as
 * {@code "_id"}. A flush touches the files of changed rows only.
 */
final class FilePerRecordStrategy implements StorageStrategy {

    static final String ENDING = ".json";

    /**
     * To replace a file is to delete one, and a file system that has deleted thousands
     * lately looks at each of them whenever it creates another: ext4 spares their inodes
     * for some minutes. With few at a time, what the last ones have left is used up.
     */
    private static final int AT_ONCE = 512;

    private final CollectionPlace place;

    private Spellings spellings = new Spellings(false);

    private List<Path> leftovers = List.of();

    FilePerRecordStrategy(StrategyContext context) {
        this.place = new CollectionPlace(context.collection(), context.directory(), context.path());
    }

    @Override
    public Path path() {
        return this.place.path();
    }

    @Override
    public String form() {
        return "json-files";
    }

    @Override
    public Path indexDirectory() {
        return path().resolve(FileNames.INDICES);
    }

    @Override
    public Path checksumFile() {
        return path().resolve(FileNames.CHECKSUMS);
    }

    @Override
    public Path fileOf(String rowId) {
        String name = this.spellings.nameOf(rowId);
        return (name != null) ? path().resolve(name) : ourFile(rowId);
    }

    @Override
    public void load(RowSink sink) throws IOException {
        StoreDirectory directory = this.place.directory();
        this.spellings = new Spellings(directory.ignoresCase());
        if (this.place.find(FileInfo.Kind.DIRECTORY) != null) {
            RecordFileLoad load = new RecordFileLoad(path(), directory, sink, this.spellings);
            load.read();
            this.leftovers = load.leftovers();
        }
    }

    @Override
    public List<Path> leftovers() {
        return this.leftovers;
    }

    @Override
    public int rowsAtOnce() {
        return AT_ONCE;
    }

    @Override
    public long write(DirtyRows rows, FileBatch batch) throws IOException {
        long bytes = 0;
        Set<String> moved = new HashSet<>();
        for (DirtyRow row : rows.changed()) {
            Path file = ourFile(row.id());
            String owner = this.spellings.ownerOf(file.getFileName().toString());
            if (owner != null) {
                move(owner, batch, moved);
            }
            move(row.id(), batch, moved);
            batch.expect(file, (found) -> isKnown(row, file, found, rows.isUnsure()));
            StoredRow after = row.after();
            if (after == null) {
                batch.delete(file);
            }
            else {
                bytes += batch.replace(file, (out) -> write(after, out));
            }
        }
        batch.onCommit(() -> moved.forEach(this.spellings::remove));
        return bytes;
    }

    /**
     * Gives a row's file our name, so that what is then done to that name replaces or
     * deletes it. A batch that failed half way may have done so already.
     */
    private void move(String id, FileBatch batch, Set<String> moved) throws IOException {
        String name = this.spellings.nameOf(id);
        if (name != null && moved.add(id)) {
            Path from = path().resolve(name);
            Path to = ourFile(id);
            StoreDirectory directory = this.place.directory();
            if (directory.stat(from) != null && directory.stat(to) == null) {
                batch.renameFirst(from, to);
            }
        }
    }

    /**
     * Whether a file says what filestore has read or written there, or is about to write;
     * in whatever spelling, so that nothing is lost if it is replaced.
     */
    private boolean isKnown(DirtyRow row, Path file, @Nullable FileInfo found, boolean unsure) throws IOException {
        StoredRow before = row.before();
        StoredRow after = row.after();
        if (before == null && unsure) {
            return true;
        }
        if (found == null) {
            return before == null || after == null;
        }
        if (!found.isFile()) {
            return false;
        }
        try {
            byte[] json = RowFileReader
                .parse(this.place.directory()
                    .readEntry(file, found, ByteBuffer.allocate((int) Math.min(found.size() + 1, 8192))),
                        EncodedNames.isHashed(encode(row.id())))
                .json();
            return (before != null && Arrays.equals(json, before.json()))
                    || (after != null && Arrays.equals(json, after.json()));
        }
        catch (InvalidRowException ex) {
            return false;
        }
    }

    private void write(StoredRow row, OutputStream out) throws IOException {
        boolean hashed = EncodedNames.isHashed(encode(row.id()));
        byte[] json = DiskForm.write(row.json(), hashed ? "_id" : null, hashed ? row.id() : null, row.expiresAt());
        PrettyText.write(json, 0, out);
        out.write('\n');
    }

    /** The name of a row's file, without the ending. */
    static String stem(String name) {
        return name.substring(0, name.length() - ENDING.length());
    }

    private Path ourFile(String rowId) {
        return path().resolve(encode(rowId) + ENDING);
    }

    private String encode(String rowId) {
        return EncodedNames.encode(rowId, this.place.directory().ignoresCase());
    }

}
