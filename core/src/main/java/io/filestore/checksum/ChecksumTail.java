package io.filestore.checksum;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.filestore.io.ContentSum;
import io.filestore.io.FileInfo;
import io.filestore.io.LinesSum;
import io.filestore.io.StoreDirectory;
import io.filestore.json.CheckedLine;

/**
 * The end of a checksum file that was completed, if it speaks of the file of all rows as
 * a whole.
 *
 * @param stamp what the file of all rows was like
 * @param content its checksum
 * @param start where the line about it begins
 * @param above the CRC-32C of everything before that line
 * @param own the checksum of the checksum file, if that is so
 * @param entries how many rows and other things it names
 * @param last the row that the end of the file is about, null if that is not known
 * @param indexes what is known of the index files, by their names
 * @param mark the flush that has written the file
 */
record ChecksumTail(FileStamp stamp, ContentSum content, long start, int above, ContentSum own, long entries,
        @Nullable String last, Map<String, LinesSum> indexes, @Nullable FlushMark mark) {

    /** More than a line for the file and one for each index will need. */
    private static final int LONGEST = 1 << 16;

    /** Reads the end of a file; null if it is absent, torn, or says something else. */
    static @Nullable ChecksumTail read(StoreDirectory directory, Path file) throws IOException {
        FileInfo info = directory.stat(file);
        if (info == null || info.size() == 0) {
            return null;
        }
        long from = Math.max(0, info.size() - LONGEST);
        byte[] end;
        try (InputStream in = directory.read(file)) {
            in.skipNBytes(from);
            end = in.readNBytes(LONGEST);
        }
        return (from + end.length == info.size()) ? read(end, from) : null;
    }

    private static @Nullable ChecksumTail read(byte[] bytes, long from) {
        Map<String, LinesSum> indexes = new HashMap<>();
        int end = bytes.length;
        int below = 1;
        FlushMark mark = null;
        while (end > 0 && bytes[end - 1] == '\n') {
            int start = end - 1;
            while (start > 0 && bytes[start - 1] != '\n') {
                start--;
            }
            boolean whole = start > 0 || from == 0;
            if (!whole || !CheckedLine.isIntact(bytes, start, end - 1 - start)) {
                return null;
            }
            ChecksumLine line = ChecksumLine.read(bytes, start, end - 1 - start);
            if (end == bytes.length && !line.isComplete()) {
                return null;
            }
            if (line.isFile()) {
                return of(line, from + start, ContentSum.of(bytes, start, bytes.length - start), below, indexes, mark);
            }
            String index = line.index();
            LinesSum lines = line.lines();
            if (index != null && lines != null) {
                indexes.putIfAbsent(index, lines);
            }
            else if (line.mark() != null) {
                mark = (mark != null) ? mark : line.mark();
            }
            else if (!line.isComplete()) {
                return null;
            }
            end = start;
            below++;
        }
        return null;
    }

    private static @Nullable ChecksumTail of(ChecksumLine line, long start, ContentSum rest, int below,
            Map<String, LinesSum> indexes, @Nullable FlushMark mark) {
        FileStamp stamp = line.stamp();
        ContentSum content = line.content();
        Integer above = line.above();
        return (stamp != null && content != null && above != null) ? new ChecksumTail(stamp, content, start, above,
                new ContentSum(start, above).plus(rest), line.entries() + below, line.last(), indexes, mark) : null;
    }

    /**
     * Whether the file of all rows is what it was, and every line above is intact, so
     * that no row need be looked at.
     */
    boolean vouchesFor(FileStamp stamp, ContentSum content, StoreDirectory directory, Path file) throws IOException {
        return this.stamp.equals(stamp) && this.content.equals(content)
                && ContentSum.of(directory, file, this.start).equals(new ContentSum(this.start, this.above));
    }

}
