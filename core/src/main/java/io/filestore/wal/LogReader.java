package io.filestore.wal;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import io.filestore.io.FileInfo;
import io.filestore.io.FileNames;
import io.filestore.io.StoreDirectory;

/**
 * Reads a log that need not belong to an open store, and changes nothing: for tools.
 */
public final class LogReader {

    private LogReader() {
    }

    /** The segments in the root of a directory, in order, the open one last. */
    public static List<Path> segments(StoreDirectory directory) throws IOException {
        return segments(directory, directory.root());
    }

    private static List<Path> segments(StoreDirectory directory, Path folder) throws IOException {
        List<Path> files = new ArrayList<>();
        boolean open = false;
        for (FileInfo file : directory.list(folder)) {
            if (FileNames.firstLsn(file.name()).isPresent()) {
                files.add(folder.resolve(file.name()));
            }
            open |= file.name().equals(FileNames.WAL);
        }
        if (open) {
            files.add(folder.resolve(FileNames.WAL));
        }
        return files;
    }

    /**
     * Reads one segment line by line, the intact ones and the others.
     * @param directory the disk
     * @param segment the file
     * @param lines gets every line but blank ones and the first, which only names the
     * format
     */
    public static void read(StoreDirectory directory, Path segment, LineVisitor lines) throws IOException {
        try (InputStream in = directory.read(segment)) {
            LineScanner scanner = new LineScanner(in);
            for (long number = 1; scanner.next(); number++) {
                byte[] line = scanner.line();
                boolean intact = scanner.isIntact();
                if (scanner.isBlank()) {
                    continue;
                }
                if (!intact || number > 1 || LogFormat.header(line) == null) {
                    lines.line(number, line, intact ? LogFormat.record(line) : null);
                }
            }
        }
    }

    /**
     * Goes through the whole log as opening it would.
     * @param directory the disk
     * @param checkpointLsn what the data files hold already, or
     * {@link Checkpoint#UNKNOWN_LSN}
     * @throws io.filestore.error.UnsupportedFormatException if a newer filestore wrote it
     */
    public static LogState check(StoreDirectory directory, long checkpointLsn) throws IOException {
        return check(directory, directory.root(), checkpointLsn);
    }

    /**
     * The same with a log that lies elsewhere.
     * @param folder where it lies
     */
    public static LogState check(StoreDirectory directory, Path folder, long checkpointLsn) throws IOException {
        LogScan scan = new LogScan(directory, checkpointLsn, (record) -> {
        }, false);
        for (Path segment : segments(directory, folder)) {
            scan.read(segment);
        }
        LogFlaw flaw = scan.flaw();
        return new LogState(scan.lastLsn(), scan.replayed(), (flaw != null) ? flaw.toString() : null, scan.isDamage());
    }

    /**
     * Takes the lines of a segment.
     */
    @FunctionalInterface
    public interface LineVisitor {

        /**
         * @param number of the line, from 1
         * @param line without its line feed
         * @param record what it says; null if the line is cut off or changed
         */
        void line(long number, byte[] line, @Nullable LogRecord record) throws IOException;

    }

    /**
     * How a log stands.
     *
     * @param lastLsn the newest line that counts
     * @param waiting how many changes the next start will bring into memory from it
     * @param flaw where it stops being whole, null if nowhere
     * @param damage whether the flaw is damage, and not just a last write that a crash
     * has cut off
     */
    public record LogState(long lastLsn, long waiting, @Nullable String flaw, boolean damage) {
    }

}
