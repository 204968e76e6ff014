package io.filestore.tool;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;

import io.filestore.io.FileInfo;
import io.filestore.io.FileModes;
import io.filestore.io.StoreDirectory;
import io.filestore.row.Change;
import io.filestore.wal.LogReader;
import io.filestore.wal.LogRecord;

/**
 * Prints a log, without what is in the rows: <pre>
 * 17 2026-11-22T12:00:00.000Z insert users user-1 304 bytes
 * 18 2026-11-22T12:00:00.001Z delete orders order-1 (transaction 18-19)
 * </pre>
 */
final class DumpCommand {

    private static final Command.Option FROM = new Command.Option("--from", "LSN");

    private static final Command.Option COLLECTION = new Command.Option("--collection", "NAME");

    private static final Command.Option JSON = Command.Option.flag("--json");

    static final Command COMMAND = new Command("dump", List.of("DIRECTORY|SEGMENT"), List.of(FROM, COLLECTION, JSON),
            """
                    Prints the write-ahead log, or one segment of it, a line for each change, also of a
                    store that is open; with --json the lines as they are. Changes nothing.""",
            (arguments, console) -> new DumpCommand(arguments, console).run());

    private final Console console;

    private final Path path;

    private final long from;

    private final @Nullable String collection;

    private final boolean json;

    private boolean damaged;

    private DumpCommand(Arguments arguments, Console console) {
        this.console = console;
        this.path = arguments.path(0);
        this.from = arguments.value(FROM).map(DumpCommand::number).orElse(0L);
        this.collection = arguments.value(COLLECTION).orElse(null);
        this.json = arguments.has(JSON);
    }

    private static long number(String text) {
        try {
            return Long.parseLong(text);
        }
        catch (NumberFormatException ex) {
            throw new UsageException("'" + text + "' is no LSN. Give a whole number, such as --from 17.");
        }
    }

    private int run() throws IOException {
        Path parent = this.path.getParent();
        StoreDirectory above = StoreDirectory.at((parent != null) ? parent : this.path, FileModes.ownerOnly());
        FileInfo info = above.stat(this.path);
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
            (this.json ? this.console.err() : this.console.out()).println("# " + segment.getFileName() + ", line "
                    + number + ": cut off or changed, " + line.length + " bytes");
        }
        else if (found.lsn() >= this.from
                && (this.collection == null || this.collection.equals(found.change().collection()))) {
            if (this.json) {
                this.console.out().write(line, 0, line.length);
                this.console.out().println();
            }
            else {
                this.console.out().println(text(found));
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
