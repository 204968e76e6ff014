package io.filestore.storage;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32C;

import org.jspecify.annotations.Nullable;

import io.filestore.error.InvalidRowException;
import io.filestore.io.ContentSum;
import io.filestore.io.StoreDirectory;
import io.filestore.json.CanonicalJson;
import io.filestore.json.FieldReader;
import io.filestore.json.JsonText;

/**
 * What an index file says.
 *
 * @param keys the key of each row, as JSON; may be changed by whoever asked for it
 * @param lines how many lines the file has
 * @param sum the checksum of its bytes
 * @param terminated whether the last line ends with a line feed
 */
record IndexContent(Map<String, byte[]> keys, long lines, ContentSum sum, boolean terminated) {

    private static final FieldReader FIELDS = new FieldReader(List.of("key", "rowId", "_deleted"));

    /**
     * Reads a file; null if it is absent, or says anything that an index file does not
     * say.
     */
    static @Nullable IndexContent read(StoreDirectory directory, Path file) throws IOException {
        if (directory.stat(file) == null) {
            return null;
        }
        Map<String, byte[]> keys = new HashMap<>();
        CRC32C crc = new CRC32C();
        byte[] buffer = new byte[1 << 16];
        long lines = 0;
        long length = 0;
        int end = 0;
        try (InputStream in = directory.read(file)) {
            for (int read = in.read(buffer, 0, buffer.length); read >= 0; read = in.read(buffer, end,
                    buffer.length - end)) {
                crc.update(buffer, end, read);
                length += read;
                int start = 0;
                int searched = end;
                end += read;
                for (int i = searched; i < end; i++) {
                    if (buffer[i] == '\n') {
                        lines += take(buffer, start, i - start, keys);
                        start = i + 1;
                    }
                }
                System.arraycopy(buffer, start, buffer, 0, end - start);
                end -= start;
                if (end == buffer.length) {
                    buffer = Arrays.copyOf(buffer, buffer.length * 2);
                }
            }
            lines += take(buffer, 0, end, keys);
        }
        catch (InvalidRowException ex) {
            return null;
        }
        return new IndexContent(keys, lines, new ContentSum(length, (int) crc.getValue()), end == 0);
    }

    private static int take(byte[] buffer, int start, int count, Map<String, byte[]> keys) {
        if (count == 0) {
            return 0;
        }
        byte[] @Nullable [] fields = FIELDS.read(CanonicalJson.object(buffer, start, count));
        byte[] rowId = fields[1];
        if (rowId == null || rowId[0] != '"') {
            throw new InvalidRowException("A line of an index names its row");
        }
        if (fields[0] != null) {
            keys.put(JsonText.unquote(rowId), fields[0]);
        }
        else if (fields[2] != null && fields[2][0] == 't') {
            keys.remove(JsonText.unquote(rowId));
        }
        else {
            throw new InvalidRowException("A line of an index has a key, or says that its row is gone");
        }
        return 1;
    }

}
