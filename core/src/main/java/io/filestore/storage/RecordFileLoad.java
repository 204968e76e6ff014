package io.filestore.storage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.filestore.error.InvalidRowException;
import io.filestore.io.FileInfo;
import io.filestore.io.FileNames;
import io.filestore.io.StoreDirectory;
import io.filestore.record.DiskForm;
import io.filestore.record.DiskForm.DiskRow;
import io.filestore.record.DiskForm.IdField;
import io.filestore.record.RowIds;

/**
 * Reads a directory of row files once, with several threads. Files under our names come
 * first; of those under other names, one is taken if its row was not among the first.
 */
final class RecordFileLoad {

    private static final Logger logger = LoggerFactory.getLogger(RecordFileLoad.class);

    private static final int FEW = 64;

    private final Path path;

    private final StoreDirectory directory;

    private final RowSink sink;

    private final Spellings spellings;

    private final List<Path> leftovers = new ArrayList<>();

    private final List<Found> ours = new ArrayList<>();

    private final Queue<Found> others = new ConcurrentLinkedQueue<>();

    private final Queue<String> unreadable = new ConcurrentLinkedQueue<>();

    RecordFileLoad(Path path, StoreDirectory directory, RowSink sink, Spellings spellings) {
        this.path = path;
        this.directory = directory;
        this.sink = sink;
        this.spellings = spellings;
    }

    /** Temporary files, which nobody needs any more. */
    List<Path> leftovers() {
        return this.leftovers;
    }

    void read() throws IOException {
        for (FileInfo file : this.directory.list(this.path)) {
            if (file.name().endsWith(FilePerRecordStrategy.ENDING)) {
                found(file);
            }
            else if (file.isFile() && file.name().endsWith(FilePerRecordStrategy.ENDING + FileNames.TMP)) {
                this.leftovers.add(this.path.resolve(file.name()));
            }
        }
        this.sink.expect(this.ours.size());
        forEach(this.ours, this::readOurs);
        forEach(chosen(), this::readOther);
    }

    private void found(FileInfo file) {
        if (!file.isFile()) {
            logger.warn("{} is ignored: it is no file but a {}", this.path.resolve(file.name()), file.kind());
            return;
        }
        String stem = stem(file);
        if (FileNames.isHashed(stem)) {
            this.ours.add(new Found(file, null));
            return;
        }
        try {
            String id = RowIds.require(FileNames.decode(stem));
            (isOurs(file, id) ? this.ours : this.others).add(new Found(file, id));
        }
        catch (InvalidRowException ex) {
            damaged(file, "Its name is no row id: " + ex.getMessage());
        }
    }

    private void readOurs(Found found) {
        DiskRow row = parse(found.file(), found.id());
        String id = (row == null || found.id() != null) ? found.id() : row.id();
        if (row == null || id == null) {
            this.unreadable.add(found.file().name());
        }
        else if (!isOurs(found.file(), id)) {
            this.others.add(new Found(found.file(), id));
        }
        else {
            this.sink.row(id, row.json(), row.expiresAt());
        }
    }

    /** One file for each row of which we have none: the newest. */
    private List<Found> chosen() {
        List<Found> chosen = new ArrayList<>();
        if (this.others.isEmpty()) {
            return chosen;
        }
        Set<String> taken = new HashSet<>();
        this.ours.forEach((found) -> taken.add(found.file().name()));
        taken.removeAll(this.unreadable);
        this.others.forEach((other) -> taken.remove(other.file().name()));
        List<Found> newestFirst = new ArrayList<>(this.others);
        newestFirst.sort(Comparator.comparingLong((Found other) -> other.file().modifiedMillis())
            .reversed()
            .thenComparing((other) -> other.file().name()));
        for (Found other : newestFirst) {
            String id = String.valueOf(other.id());
            if (taken.add(ourName(id))) {
                chosen.add(other);
            }
            else {
                damaged(other.file(), "Another file is the one of row \"" + id + "\".");
            }
        }
        return chosen;
    }

    private void readOther(Found found) {
        String id = String.valueOf(found.id());
        DiskRow row = parse(found.file(), FileNames.isHashed(stem(found.file())) ? null : id);
        if (row != null) {
            this.spellings.add(id, found.file().name());
            this.sink.row(id, row.json(), row.expiresAt());
        }
    }

    private @Nullable DiskRow parse(FileInfo file, @Nullable String id) {
        try {
            if (file.size() > PrettyText.MAX_BYTES) {
                throw new InvalidRowException("It has more than " + PrettyText.MAX_BYTES + " bytes.");
            }
            Path target = this.path.resolve(file.name());
            this.sink.reading(target, file);
            byte[] bytes = this.directory.readListed(this.path, file);
            int start = startsWithByteOrderMark(bytes) ? 3 : 0;
            byte[] json = DiskJson.CODEC.canonicalObject(bytes, start, bytes.length - start);
            DiskRow row = DiskForm.read(json, (id == null) ? IdField.HASHED_NAME : IdField.NONE);
            if (id == null && row.id() == null) {
                throw new InvalidRowException("Its name is a hash, and it has no row id in _id.");
            }
            return row;
        }
        catch (InvalidRowException ex) {
            damaged(file, String.valueOf(ex.getMessage()));
            return null;
        }
        catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }

    private void damaged(FileInfo file, String reason) {
        this.sink.damaged(this.path.resolve(file.name()), reason);
    }

    private boolean isOurs(FileInfo file, String id) {
        return file.name().equals(ourName(id));
    }

    private String ourName(String id) {
        return FileNames.encode(id, this.directory.ignoresCase()) + FilePerRecordStrategy.ENDING;
    }

    private static String stem(FileInfo file) {
        return file.name().substring(0, file.name().length() - FilePerRecordStrategy.ENDING.length());
    }

    private static boolean startsWithByteOrderMark(byte[] bytes) {
        return bytes.length >= 3 && Arrays.equals(bytes, 0, 3, DiskJson.BYTE_ORDER_MARK, 0, 3);
    }

    private static void forEach(Collection<Found> files, Consumer<Found> action) throws IOException {
        try {
            if (files.size() < FEW) {
                files.forEach(action);
            }
            else {
                files.parallelStream().forEach(action);
            }
        }
        catch (UncheckedIOException ex) {
            throw ex.getCause();
        }
    }

    /**
     * A file that is to be read.
     *
     * @param id the row id, null if it must be read first
     */
    private record Found(FileInfo file, @Nullable String id) {
    }

}
