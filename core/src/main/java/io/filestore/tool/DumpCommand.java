package io.filestore.tool;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;

import org.jspecify.annotations.Nullable;

import io.filestore.io.FileInfo;
import io.filestore.io.FileModes;
import io.filestore.io.StoreDirectory;
import io.filestore.record.Change;
import io.filestore.wal.LogReader;
import io.filestore.wal.LogRecord;

/**
 * Prints a log, without what is in the rows: <pre>
 * 17 2026-11-22T12:00:00.000Z insert users user-1 304 bytes
 * 18 2026-11-22T12:00:00.001Z delete orders order-1 (transaction 18-19)
 * </pre>
 */
final class DumpCommand {

    private final PrintStream out;

    private final Path path;

    private long from;

    private @Nullable String collection;

    private boolean json;

    private boolean damaged;

    private DumpCommand(Path path, PrintStream out) {
        this.path = path;
        this.out = out;
    }

    static DumpCommand of(List<String> arguments, PrintStream out) {
        if (arguments.isEmpty() || arguments.get(0).startsWith("--")) {
            throw new UsageException("dump needs a directory or a segment of a log.");
        }
        DumpCommand command = new DumpCommand(Path.of(arguments.get(0)).toAbsolutePath().normalize(), out);
        for (Iterator<String> rest = arguments.subList(1, arguments.size()).iterator(); rest.hasNext();) {
            String option = rest.next();
            switch (option) {
                case "--json" -> command.json = true;
                case "--from" -> command.from = number(value(option, rest));
                case "--collection" -> command.collection = value(option, rest);
                default -> throw new UsageException("dump has no option '" + option + "'.");
            }
        }
        return command;
    }

    private static String value(String option, Iterator<String> rest) {
        if (!rest.hasNext()) {
            throw new UsageException(option + " needs a value.");
        }
        return rest.next();
    }

    private static long number(String text) {
        try {
            return Long.parseLong(text);
        }
        catch (NumberFormatException ex) {
            throw new UsageException("'" + text + "' is no LSN.");
        }
    }

    int run() throws IOException {
        Path parent = this.path.toAbsolutePath().normalize().getParent();
        StoreDirectory above = StoreDirectory.at((parent != null) ? parent : this.path, FileModes.ownerOnly());
        FileInfo info = above.stat(this.path.toAbsolutePath().normalize());
        if (info == null) {
            throw new UsageException(this.path + " does not exist.");
        }
        boolean whole = !info.isFile();
        StoreDirectory directory = whole ? StoreDirectory.at(this.path, FileModes.ownerOnly()) : above;
        List<Path> segments = whole ? LogReader.segments(directory) : List.of(this.path);
        if (segments.isEmpty()) {
            throw new UsageException(this.path + " has no write-ahead log.");
        }
        for (Path segment : segments) {
            LogReader.read(directory, segment, (number, line, change) -> line(segment, number, line, change));
        }
        return this.damaged ? StoreTool.FINDINGS : StoreTool.CLEAN;
    }

    private void line(Path segment, long number, byte[] line, @Nullable LogRecord found) {
        if (found == null) {
            this.damaged = true;
            this.out.println("# " + segment.getFileName() + ", line " + number + ": cut off or changed, " + line.length
                    + " bytes");
        }
        else if (found.lsn() >= this.from
                && (this.collection == null || this.collection.equals(found.change().collection()))) {
            if (this.json) {
                this.out.write(line, 0, line.length);
                this.out.println();
            }
            else {
                this.out.println(text(found));
            }
        }
    }

    private static String text(LogRecord found) {
        Change change = found.change();
        StringBuilder text = new StringBuilder().append(found.lsn())
            .append(' ')
            .append(Instant.ofEpochMilli(found.timestamp()))
            .append(' ')
            .append(found.operation().text())
            .append(' ')
            .append(change.collection())
            .append(' ')
            .append(change.rowId());
        byte[] json = change.json();
        if (json != null) {
            text.append(' ').append(json.length).append(" bytes");
        }
        if (change.expiresAt() != 0) {
            text.append(" (expires ").append(Instant.ofEpochMilli(change.expiresAt())).append(')');
        }
        if (found.firstLsn() != found.lastLsn()) {
            text.append(" (transaction ").append(found.firstLsn()).append('-').append(found.lastLsn()).append(')');
        }
        return text.toString();
    }

}
