package io.filestore.index;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.filestore.error.InvalidRowException;
import io.filestore.io.StoreDirectory;
import io.filestore.record.FieldReader;
import io.filestore.record.JsonText;
import io.filestore.record.RowCodec;

/**
 * What an index file says.
 *
 * @param keys the key of each row, as JSON; may be changed by whoever asked for it
 * @param lines how many lines the file has
 * @param length its bytes
 * @param terminated whether the last line ends with a line feed
 */
record IndexContent(Map<String, byte[]> keys, long lines, long length, boolean terminated) {

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
        RowCodec codec = new RowCodec();
        long lines = 0;
        long length = 0;
        boolean terminated = true;
        try (InputStream in = new BufferedInputStream(directory.read(file), 1 << 16)) {
            ByteArrayOutputStream line = new ByteArrayOutputStream();
            int b;
            do {
                b = in.read();
                length += (b < 0) ? 0 : 1;
                if (b >= 0 && b != '\n') {
                    line.write(b);
                    continue;
                }
                if (line.size() > 0) {
                    lines++;
                    terminated = b == '\n';
                    take(codec.canonicalObject(line.toByteArray(), 0, line.size()), keys);
                    line.reset();
                }
            }
            while (b >= 0);
        }
        catch (InvalidRowException ex) {
            return null;
        }
        return new IndexContent(keys, lines, length, terminated);
    }

    private static void take(byte[] line, Map<String, byte[]> keys) {
        byte[] @Nullable [] fields = FIELDS.read(line);
        byte[] rowId = fields[1];
        if (rowId == null || rowId[0] != '"') {
            throw new InvalidRowException("A line of an index names its row");
        }
        if (fields[0] != null) {
            keys.put(JsonText.unquote(rowId), fields[0]);
        }
        else {
            keys.remove(JsonText.unquote(rowId));
        }
    }

}
