package io.filestore.storage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;

import io.filestore.error.InvalidRowException;
import io.filestore.io.CopyNames;
import io.filestore.io.EncodedNames;
import io.filestore.io.FileInfo;
import io.filestore.io.FileNames;
import io.filestore.io.StoreDirectory;
import io.filestore.row.RowIds;
import io.filestore.storage.DiskForm.DiskRow;
import io.filestore.storage.OtherNames.Other;

/**
 * Reads a directory of row files once, with several threads. Files under our names come
 * first; of those under other names, one is taken if its row was not among the first.
 */
final class RecordFileLoad {

    /** What filestore keeps of its own among the rows. */
    private static final Set<String> NOT_ROWS = Set.of(FileNames.LOCK, FileNames.INDICES, FileNames.CHECKSUMS,
            FileNames.CHECKSUMS + FileNames.TMP);

    private static final String UNFINISHED = FilePerRecordStrategy.ENDING + FileNames.TMP;

    private static final String APPLE_DOUBLE = "._";

    /** As many files are read by one thread before it asks for more. */
    private static final int PIECE = 256;

    private final Path path;

    private final StoreDirectory directory;

    private final boolean ignoresCase;

    private final RowSink sink;

    private final Spellings spellings;

    private final Queue<Path> leftovers = new ConcurrentLinkedQueue<>();

    private final OtherNames otherNames;

    RecordFileLoad(Path path, StoreDirectory directory, RowSink sink, Spellings spellings) {
        this.path = path;
        this.directory = directory;
        this.ignoresCase = directory.ignoresCase();
        this.sink = sink;
        this.spellings = spellings;
        this.otherNames = new OtherNames(this.ignoresCase);
    }

    /** Temporary files, which nobody needs any more. */
    List<Path> leftovers() {
        return List.copyOf(this.leftovers);
    }

    void read() throws IOException {
        List<Path> entries = this.directory.entries(this.path);
        int pieces = (entries.size() + PIECE - 1) / PIECE;
        try {
            IntStream.range(0, pieces).parallel().forEach((piece) -> {
                int start = piece * PIECE;
                read(entries.subList(start, Math.min(start + PIECE, entries.size())));
            });
        }
        catch (UncheckedIOException ex) {
            throw ex.getCause();
        }
        List<Other> chosen = this.otherNames.chosen(entries, this.sink);
        if (!chosen.isEmpty()) {
            RowFileReader reader = new RowFileReader(this.directory);
            for (Other other : chosen) {
                other(other, reader);
            }
        }
        this.otherNames.tellCopies(entries, this.sink);
    }

    /** What one thread reads at a time. */
    private void read(List<Path> entries) {
        RowFileReader reader = new RowFileReader(this.directory);
        try {
            for (Path entry : entries) {
                entry(entry, reader);
            }
        }
        catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }

    private void entry(Path file, RowFileReader reader) throws IOException {
        String name = file.getFileName().toString();
        boolean json = isRowFile(name);
        if (!json && (NOT_ROWS.contains(name) || FileNames.isLitter(name))) {
            return;
        }
        FileInfo info = this.directory.statEntry(file);
        if (json && info != null && info.isFile()) {
            rowFile(file, info, reader);
            return;
        }
        if (json) {
            this.otherNames.rowless(name);
        }
        if (info != null && info.isFile() && isLeftover(name)) {
            this.leftovers.add(file);
        }
        else if (info != null) {
            this.sink.passedOver(file, info.kind());
        }
    }

    private boolean isRowFile(String name) {
        int length = FilePerRecordStrategy.ENDING.length();
        return name.regionMatches(this.ignoresCase, name.length() - length, FilePerRecordStrategy.ENDING, 0, length);
    }

    /** What a flush that was killed has left: only filestore gives such a name. */
    private static boolean isLeftover(String name) {
        return name.endsWith(UNFINISHED)
                && EncodedNames.isEncoded(name.substring(0, name.length() - UNFINISHED.length()));
    }

    private void rowFile(Path file, FileInfo info, RowFileReader reader) throws IOException {
        String stem = FilePerRecordStrategy.stem(info.name());
        if (stem.startsWith(APPLE_DOUBLE) && reader.isAppleDouble(file, info)) {
            this.otherNames.rowless(info.name());
            this.sink.passedOver(file, info.kind());
            return;
        }
        if (CopyNames.isSuspect(stem)) {
            this.otherNames.suspect(file);
        }
        if (EncodedNames.isRowId(stem, this.ignoresCase)) {
            row(file, info, stem, reader);
        }
        else if (EncodedNames.isHashed(stem)) {
            row(file, info, null, reader);
        }
        else {
            try {
                String id = RowIds.require(EncodedNames.decode(stem));
                if (isOurs(info, id)) {
                    row(file, info, id, reader);
                }
                else {
                    this.otherNames.other(file, info, id);
                }
            }
            catch (InvalidRowException ex) {
                damaged(file, info, "Its name is no row id: " + ex.getMessage());
            }
        }
    }

    /**
     * @param nameId the row id that the name says, null if it is in the file
     */
    private void row(Path file, FileInfo info, @Nullable String nameId, RowFileReader reader) throws IOException {
        DiskRow row = parse(file, info, nameId == null, reader);
        if (row == null) {
            return;
        }
        String id = (nameId != null) ? nameId : String.valueOf(row.id());
        if (nameId == null && !isOurs(info, id)) {
            this.otherNames.other(file, info, id);
        }
        else {
            this.sink.row(id, row.json(), row.expiresAt(), file, info);
        }
    }

    private boolean isOurs(FileInfo info, String id) {
        return info.name().equals(this.otherNames.ours(id));
    }

    private void other(Other other, RowFileReader reader) throws IOException {
        boolean hashed = EncodedNames.isHashed(FilePerRecordStrategy.stem(other.info().name()));
        DiskRow row = parse(other.file(), other.info(), hashed, reader);
        if (row != null) {
            this.spellings.add(other.id(), other.info().name());
            this.sink.row(other.id(), row.json(), row.expiresAt(), other.file(), other.info());
            this.otherNames.suspect(other.file());
        }
    }

    private @Nullable DiskRow parse(Path file, FileInfo info, boolean hashed, RowFileReader reader) throws IOException {
        try {
            return reader.read(file, info, hashed);
        }
        catch (InvalidRowException ex) {
            damaged(file, info, String.valueOf(ex.getMessage()));
            return null;
        }
    }

    private void damaged(Path file, FileInfo info, String reason) {
        this.otherNames.rowless(info.name());
        this.sink.reading(file, info);
        this.sink.damaged(file, reason);
    }

}
