package io.filestore.storage;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;

import org.jspecify.annotations.Nullable;

import io.filestore.error.InvalidRowException;
import io.filestore.io.FileInfo;
import io.filestore.io.StoreDirectory;
import io.filestore.json.CanonicalJson;
import io.filestore.storage.DiskForm.DiskRow;
import io.filestore.storage.DiskForm.IdField;

/**
 * Reads files of one row each, one after the other, into the same room.
 */
final class RowFileReader {

    private static final byte[] APPLE_DOUBLE_MAGIC = { 0, 5, 0x16, 7 };

    private static final int USUAL_BYTES = 8 * 1024;

    private final StoreDirectory directory;

    private final ByteBuffer room = ByteBuffer.allocate(USUAL_BYTES);

    RowFileReader(StoreDirectory directory) {
        this.directory = directory;
    }

    /**
     * The row in a file.
     * @param hashed whether the file's name is a hash, and the row id is in the file
     * @throws InvalidRowException if there is none; it says what is there instead, if
     * that can be told
     */
    DiskRow read(Path file, FileInfo info, boolean hashed) throws IOException {
        if (info.size() > PrettyText.MAX_BYTES) {
            throw new InvalidRowException("It has more than " + PrettyText.MAX_BYTES + " bytes.");
        }
        try {
            return parse(this.directory.readEntry(file, info, this.room), hashed);
        }
        catch (InvalidRowException ex) {
            String looks = looks(file, info);
            throw (looks != null) ? new InvalidRowException(looks) : ex;
        }
    }

    private @Nullable String looks(Path file, FileInfo info) throws IOException {
        if (info.size() == 0) {
            return "It is empty.";
        }
        ByteBuffer content = this.directory.readEntry(file, info, this.room);
        return ForeignText.describe(content.array(), 0, content.limit());
    }

    /**
     * The row in the content of a file.
     * @param hashed whether the file's name is a hash, and the row id is in the file
     * @throws InvalidRowException if there is none
     */
    static DiskRow parse(ByteBuffer content, boolean hashed) {
        int start = startsWith(content, DiskJson.BYTE_ORDER_MARK) ? DiskJson.BYTE_ORDER_MARK.length : 0;
        int length = ForeignText.lengthWithoutZeros(content.array(), start, content.limit() - start);
        byte[] json = CanonicalJson.object(content.array(), start, length);
        DiskRow row = DiskForm.read(json, hashed ? IdField.HASHED_NAME : IdField.NONE);
        if (hashed && row.id() == null) {
            throw new InvalidRowException("Its name is a hash, and it has no row id in _id.");
        }
        return row;
    }

    /** Whether macOS has put it beside a file, on a disk that is not its own. */
    boolean isAppleDouble(Path file, FileInfo info) throws IOException {
        return info.size() >= APPLE_DOUBLE_MAGIC.length && info.size() <= USUAL_BYTES
                && startsWith(this.directory.readEntry(file, info, this.room), APPLE_DOUBLE_MAGIC);
    }

    private static boolean startsWith(ByteBuffer content, byte[] expected) {
        int length = expected.length;
        return content.limit() >= length && Arrays.equals(content.array(), 0, length, expected, 0, length);
    }

}
