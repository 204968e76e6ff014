package io.filestore.storage;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32C;
import java.util.zip.CheckedInputStream;

import org.jspecify.annotations.Nullable;

import io.filestore.error.InvalidRowException;
import io.filestore.io.ByteLines;
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
        long named = 0;
        long length = 0;
        boolean terminated = true;
        try (CheckedInputStream in = new CheckedInputStream(directory.read(file), new CRC32C())) {
            ByteLines lines = new ByteLines(in);
            while (lines.next()) {
                named += take(lines, keys);
                length += lines.size();
                terminated = lines.isTerminated();
            }
            ContentSum sum = new ContentSum(length, (int) in.getChecksum().getValue());
            return new IndexContent(keys, named, sum, terminated);
        }
        catch (InvalidRowException ex) {
            return null;
        }
    }

    private static int take(ByteLines line, Map<String, byte[]> keys) {
        if (line.length() == 0) {
            return 0;
        }
        byte[] @Nullable [] fields = FIELDS.read(CanonicalJson.object(line.buffer(), line.start(), line.length()));
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
