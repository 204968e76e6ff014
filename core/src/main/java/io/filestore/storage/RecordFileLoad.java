package io.filestore.storage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
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
import io.filestore.json.CanonicalJson;
import io.filestore.row.RowIds;
import io.filestore.storage.DiskForm.DiskRow;
import io.filestore.storage.DiskForm.IdField;

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

    private static final byte[] APPLE_DOUBLE_MAGIC = { 0, 5, 0x16, 7 };

    /** As many files are read by one thread before it asks for more. */
    private static final int PIECE = 256;

    private static final int USUAL_BYTES = 8 * 1024;

    private final Path path;

    private final StoreDirectory directory;

    private final boolean ignoresCase;

    private final RowSink sink;

    private final Spellings spellings;

    private final Queue<Path> leftovers = new ConcurrentLinkedQueue<>();

    /** Names that end like those of rows, but have no row. */
    private final Queue<String> rowless = new ConcurrentLinkedQueue<>();

    /** Rows whose file may be a copy of another row's. */
    private final Queue<Path> suspects = new ConcurrentLinkedQueue<>();

    private final Queue<Other> others = new ConcurrentLinkedQueue<>();

    RecordFileLoad(Path path, StoreDirectory directory, RowSink sink, Spellings spellings) {
        this.path = path;
        this.directory = directory;
        this.ignoresCase = directory.ignoresCase();
        this.sink = sink;
        this.spellings = spellings;
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
                new Reader().entries(entries.subList(start, Math.min(start + PIECE, entries.size())));
            });
        }
        catch (UncheckedIOException ex) {
            throw ex.getCause();
        }
        if (!this.others.isEmpty()) {
            Reader reader = new Reader();
            for (Other other : chosen(entries)) {
                reader.other(other);
            }
        }
        tellCopies(entries);
    }

    /**
     * A copy that somebody has put beside a row file is read as a row, since a row id may
     * be anything and nothing is dropped; but nobody has put that row, so it is told.
     */
    private void tellCopies(List<Path> entries) {
        if (this.suspects.isEmpty()) {
            return;
        }
        Set<String> names = new HashSet<>();
        entries.forEach((entry) -> names.add(entry.getFileName().toString()));
        for (Path suspect : this.suspects) {
            String name = suspect.getFileName().toString();
            String original = CopyNames.original(stem(name));
            if (original != null && (names.contains(original + FilePerRecordStrategy.ENDING)
                    || names.contains(ourName(EncodedNames.decode(original))))) {
                this.sink.copied(suspect);
            }
        }
    }

    private static String stem(String name) {
        return name.substring(0, name.length() - FilePerRecordStrategy.ENDING.length());
    }

    /** One file for each row of which we have none: the newest. */
    private List<Other> chosen(List<Path> entries) {
        Set<String> taken = new HashSet<>();
        entries.forEach((entry) -> taken.add(entry.getFileName().toString()));
        taken.removeAll(Set.copyOf(this.rowless));
        this.others.forEach((other) -> taken.remove(other.info().name()));
        List<Other> newestFirst = new ArrayList<>(this.others);
        newestFirst.sort(Comparator.comparingLong((Other other) -> other.info().modifiedMillis())
            .reversed()
            .thenComparing((other) -> other.info().name()));
        List<Other> chosen = new ArrayList<>();
        for (Other other : newestFirst) {
            if (taken.add(ourName(other.id()))) {
                chosen.add(other);
            }
            else {
                this.sink.damaged(other.file(), "Another file is the one of row \"" + other.id() + "\".");
            }
        }
        return chosen;
    }

    private String ourName(String id) {
        return EncodedNames.encode(id, this.ignoresCase) + FilePerRecordStrategy.ENDING;
    }

    /**
     * The row in a file.
     * @param hashed whether the file's name is a hash, and the row id is in the file
     * @throws InvalidRowException if there is none
     */
    static DiskRow parse(ByteBuffer content, boolean hashed) {
        int start = startsWithByteOrderMark(content) ? 3 : 0;
        int length = ForeignText.lengthWithoutZeros(content.array(), start, content.limit() - start);
        byte[] json = CanonicalJson.object(content.array(), start, length);
        DiskRow row = DiskForm.read(json, hashed ? IdField.HASHED_NAME : IdField.NONE);
        if (hashed && row.id() == null) {
            throw new InvalidRowException("Its name is a hash, and it has no row id in _id.");
        }
        return row;
    }

    private static boolean startsWithByteOrderMark(ByteBuffer content) {
        return content.limit() >= 3 && Arrays.equals(content.array(), 0, 3, DiskJson.BYTE_ORDER_MARK, 0, 3);
    }

    /** What one thread reads. */
    private final class Reader {

        private final ByteBuffer room = ByteBuffer.allocate(USUAL_BYTES);

        void entries(List<Path> entries) {
            try {
                for (Path entry : entries) {
                    entry(entry);
                }
            }
            catch (IOException ex) {
                throw new UncheckedIOException(ex);
            }
        }

        private void entry(Path file) throws IOException {
            String name = file.getFileName().toString();
            boolean json = isRowFile(name);
            if (!json && (NOT_ROWS.contains(name) || FileNames.isLitter(name))) {
                return;
            }
            FileInfo info = RecordFileLoad.this.directory.statEntry(file);
            if (json && info != null && info.isFile()) {
                rowFile(file, info);
                return;
            }
            if (json) {
                RecordFileLoad.this.rowless.add(name);
            }
            if (info != null && info.isFile() && isLeftover(name)) {
                RecordFileLoad.this.leftovers.add(file);
            }
            else if (info != null) {
                RecordFileLoad.this.sink.passedOver(file, info.kind());
            }
        }

        private boolean isRowFile(String name) {
            int length = FilePerRecordStrategy.ENDING.length();
            return name.regionMatches(RecordFileLoad.this.ignoresCase, name.length() - length,
                    FilePerRecordStrategy.ENDING, 0, length);
        }

        /** What a flush that was killed has left: only filestore gives such a name. */
        private static boolean isLeftover(String name) {
            return name.endsWith(UNFINISHED)
                    && EncodedNames.isEncoded(name.substring(0, name.length() - UNFINISHED.length()));
        }

        private void rowFile(Path file, FileInfo info) throws IOException {
            String stem = stem(info);
            if (stem.startsWith(APPLE_DOUBLE) && isAppleDouble(file, info)) {
                RecordFileLoad.this.rowless.add(info.name());
                RecordFileLoad.this.sink.passedOver(file, info.kind());
                return;
            }
            if (CopyNames.isSuspect(stem)) {
                RecordFileLoad.this.suspects.add(file);
            }
            if (EncodedNames.isRowId(stem, RecordFileLoad.this.ignoresCase)) {
                row(file, info, stem);
            }
            else if (EncodedNames.isHashed(stem)) {
                row(file, info, null);
            }
            else {
                try {
                    String id = RowIds.require(EncodedNames.decode(stem));
                    if (isOurs(info, id)) {
                        row(file, info, id);
                    }
                    else {
                        RecordFileLoad.this.others.add(new Other(file, info, id));
                    }
                }
                catch (InvalidRowException ex) {
                    damaged(file, info, "Its name is no row id: " + ex.getMessage());
                }
            }
        }

        /** What macOS puts beside a file on a disk that is not its own. */
        private boolean isAppleDouble(Path file, FileInfo info) throws IOException {
            if (info.size() < APPLE_DOUBLE_MAGIC.length || info.size() > USUAL_BYTES) {
                return false;
            }
            ByteBuffer content = RecordFileLoad.this.directory.readEntry(file, info, this.room);
            return content.limit() >= APPLE_DOUBLE_MAGIC.length && Arrays.equals(content.array(), 0,
                    APPLE_DOUBLE_MAGIC.length, APPLE_DOUBLE_MAGIC, 0, APPLE_DOUBLE_MAGIC.length);
        }

        private void row(Path file, FileInfo info, @Nullable String nameId) throws IOException {
            DiskRow row = parse(file, info, nameId);
            if (row == null) {
                return;
            }
            String id = (nameId != null) ? nameId : String.valueOf(row.id());
            if (nameId == null && !isOurs(info, id)) {
                RecordFileLoad.this.others.add(new Other(file, info, id));
            }
            else {
                RecordFileLoad.this.sink.row(id, row.json(), row.expiresAt(), file, info);
            }
        }

        private boolean isOurs(FileInfo info, String id) {
            return info.name().equals(ourName(id));
        }

        void other(Other other) throws IOException {
            boolean hashed = EncodedNames.isHashed(stem(other.info()));
            DiskRow row = parse(other.file(), other.info(), hashed ? null : other.id());
            if (row != null) {
                RecordFileLoad.this.spellings.add(other.id(), other.info().name());
                RecordFileLoad.this.sink.row(other.id(), row.json(), row.expiresAt(), other.file(), other.info());
                RecordFileLoad.this.suspects.add(other.file());
            }
        }

        private @Nullable DiskRow parse(Path file, FileInfo info, @Nullable String id) throws IOException {
            try {
                if (info.size() > PrettyText.MAX_BYTES) {
                    throw new InvalidRowException("It has more than " + PrettyText.MAX_BYTES + " bytes.");
                }
                ByteBuffer content = RecordFileLoad.this.directory.readEntry(file, info, this.room);
                return RecordFileLoad.parse(content, id == null);
            }
            catch (InvalidRowException ex) {
                String looks = (info.size() > 0) ? looks(file, info) : "It is empty.";
                damaged(file, info, (looks != null) ? looks : String.valueOf(ex.getMessage()));
                return null;
            }
        }

        private @Nullable String looks(Path file, FileInfo info) throws IOException {
            if (info.size() > PrettyText.MAX_BYTES) {
                return null;
            }
            ByteBuffer content = RecordFileLoad.this.directory.readEntry(file, info, this.room);
            return ForeignText.describe(content.array(), 0, content.limit());
        }

        private void damaged(Path file, FileInfo info, String reason) {
            RecordFileLoad.this.rowless.add(info.name());
            RecordFileLoad.this.sink.reading(file, info);
            RecordFileLoad.this.sink.damaged(file, reason);
        }

        private static String stem(FileInfo info) {
            return RecordFileLoad.stem(info.name());
        }

    }

    /**
     * A file under a name that we would not give it.
     *
     * @param id the row id
     */
    private record Other(Path file, FileInfo info, String id) {
    }

}
