package io.filestore.wal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32C;

import org.jspecify.annotations.Nullable;

import io.filestore.error.UnsupportedFormatException;
import io.filestore.io.Content;
import io.filestore.io.FileBatch;
import io.filestore.io.FileInfo;
import io.filestore.io.FileNames;
import io.filestore.io.StoreDirectory;
import io.filestore.record.FieldReader;
import io.filestore.record.JsonText;

/**
 * {@code _checkpoint.json}: up to where the data files hold what the log says. One line,
 * replaced atomically: <pre>
 * {"format":"filestore","version":1,"lsn":4711,"run":12,"crc":"9f3a01bc"}
 * </pre>
 *
 * @param lsn every change up to this one is in the data files
 * @param run how often the directory has been opened for writing; row versions are made
 * from it, so that they never repeat
 */
public record Checkpoint(long lsn, long run) {

    /** What an unreadable checkpoint is taken for: the whole log is replayed. */
    public static final long UNKNOWN_LSN = -1;

    private static final Checkpoint DAMAGED = new Checkpoint(UNKNOWN_LSN, 0);

    private static final int VERSION = 1;

    private static final byte[] FORMAT = LogFormat.ascii("\"filestore\"");

    private static final FieldReader FIELDS = new FieldReader(List.of("version", "lsn", "run", "format"));

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
        return new Checkpoint(JsonText.number(fields[1]), JsonText.number(fields[2]));
    }

    /** Whether the file could not be read. */
    public boolean isDamaged() {
        return this == DAMAGED;
    }

    /** Replaces the checkpoint on disk, forced. */
    public void write(StoreDirectory directory) throws IOException {
        byte[] checked = LogFormat.ascii(
                "{\"format\":\"filestore\",\"version\":" + VERSION + ",\"lsn\":" + this.lsn + ",\"run\":" + this.run);
        byte[] line = Arrays.copyOf(checked, checked.length + LogFormat.CRC_LENGTH + 1);
        LogFormat.finish(line, 0, checked.length, new CRC32C());
        FileBatch batch = new FileBatch(directory, true);
        try {
            batch.replace(directory.root().resolve(FileNames.CHECKPOINT), Content.of(line));
            batch.commit();
        }
        finally {
            batch.abandon();
        }
    }

}
