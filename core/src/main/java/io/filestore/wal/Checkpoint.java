package io.filestore.wal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

import io.filestore.error.UnsupportedFormatException;
import io.filestore.io.Content;
import io.filestore.io.FileBatch;
import io.filestore.io.FileInfo;
import io.filestore.io.FileNames;
import io.filestore.io.StoreDirectory;
import io.filestore.json.CheckedLine;
import io.filestore.json.FieldReader;
import io.filestore.json.JsonText;

/**
 * {@code _checkpoint.json}: up to where the data files hold what the log says, and what
 * else must be there for that to be true. One line, replaced atomically: <pre>
 * {"format":"filestore","version":1,"lsn":4711,"run":12,"store":"0f0ab4a1-…","segment":4712,"flush":90,"flushes":{"orders":71,"users":90},"crc":"9f3a01bc"}
 * </pre>
 *
 * <p>
 * It is written after everything that it speaks of is on disk. So files of a collection
 * that say less than {@code flushes} are older than it; and as long as {@code segment} is
 * not 0, a log without that segment is not the one that was there.
 *
 * @param lsn every change up to this one is in the data files
 * @param run how often the directory has been opened for writing; row versions are made
 * from it, so that they never repeat
 * @param store the store's id, null if it was written before there was such a thing
 * @param segment the first LSN of a segment that the log has; 0 if none need be there,
 * because the log was never opened, or the store was closed with all changes in the files
 * @param flush the number of the last flush
 * @param flushes for each collection the last flush that has written it
 */
public record Checkpoint(long lsn, long run, @Nullable String store, long segment, long flush,
        Map<String, Long> flushes) {

    /** What an unreadable checkpoint is taken for: the whole log is replayed. */
    public static final long UNKNOWN_LSN = -1;

    private static final Checkpoint DAMAGED = new Checkpoint(UNKNOWN_LSN, 0, null, 0, 0, Map.of());

    private static final int VERSION = 1;

    private static final byte[] FORMAT = LogFormat.ascii("\"filestore\"");

    private static final FieldReader FIELDS = new FieldReader(
            List.of("version", "lsn", "run", "format", "segment", "flush", "flushes", "store"));

    public Checkpoint {
        flushes = Map.copyOf(flushes);
    }

    /**
     * Reads the checkpoint.
     * @return the checkpoint; with {@link #UNKNOWN_LSN} if it is damaged; null if there
     * is none
     * @throws UnsupportedFormatException if a newer filestore has written the directory
     */
    public static @Nullable Checkpoint read(StoreDirectory directory) throws IOException {
        Path file = directory.root().resolve(FileNames.CHECKPOINT);
        FileInfo info = directory.stat(file);
        if (info == null) {
            return null;
        }
        byte[] line = directory.readAll(file);
        int length = line.length - 1;
        if (length < 0 || line[length] != '\n' || !LogFormat.isIntact(line, 0, length)) {
            return DAMAGED;
        }
        byte[] @Nullable [] fields = FIELDS.read(Arrays.copyOf(line, length));
        if (fields[0] == null || fields[1] == null || fields[2] == null || !Arrays.equals(fields[3], FORMAT)) {
            return DAMAGED;
        }
        if (JsonText.number(fields[0]) > VERSION) {
            throw new UnsupportedFormatException(file, JsonText.number(fields[0]), VERSION);
        }
        return new Checkpoint(JsonText.number(fields[1]), JsonText.number(fields[2]),
                (fields[7] != null) ? JsonText.unquote(fields[7]) : null, number(fields[4]), number(fields[5]),
                (fields[6] != null) ? flushes(fields[6]) : Map.of());
    }

    /** 0 if the file was written before there were such things. */
    private static long number(byte @Nullable [] json) {
        return (json != null) ? JsonText.number(json) : 0;
    }

    /** Reads {@code {"users":90}}: names that need no escapes, and numbers. */
    private static Map<String, Long> flushes(byte[] json) {
        Map<String, Long> flushes = new HashMap<>();
        String text = new String(json, 1, json.length - 2, StandardCharsets.US_ASCII);
        for (String entry : text.isEmpty() ? new String[0] : text.split(",")) {
            int colon = entry.indexOf(':');
            flushes.put(entry.substring(1, colon - 1), Long.parseLong(entry.substring(colon + 1)));
        }
        return flushes;
    }

    /** Whether the file could not be read. */
    public boolean isDamaged() {
        return this == DAMAGED;
    }

    /**
     * Replaces the checkpoint on disk, forced.
     * @param folder the directory of the store that it belongs to
     */
    public void write(StoreDirectory directory, Path folder) throws IOException {
        byte[] line = CheckedLine.of(LogFormat.ascii(text()));
        FileBatch batch = new FileBatch(directory, true);
        try {
            batch.replace(folder.resolve(FileNames.CHECKPOINT), Content.of(line));
            batch.commit();
        }
        finally {
            batch.abandon();
        }
    }

    private String text() {
        StringBuilder text = new StringBuilder("{\"format\":\"filestore\",\"version\":" + VERSION + ",\"lsn\":"
                + this.lsn + ",\"run\":" + this.run + ((this.store != null) ? ",\"store\":\"" + this.store + '"' : "")
                + ",\"segment\":" + this.segment + ",\"flush\":" + this.flush + ",\"flushes\":{");
        String before = "\"";
        for (Map.Entry<String, Long> entry : new TreeMap<>(this.flushes).entrySet()) {
            text.append(before).append(entry.getKey()).append("\":").append(entry.getValue());
            before = ",\"";
        }
        return text.append('}').toString();
    }

}
