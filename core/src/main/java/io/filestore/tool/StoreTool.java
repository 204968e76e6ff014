package io.filestore.tool;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

import io.filestore.error.StoreException;

/**
 * Checks a store's directory, or prints its log, without changing anything:
 *
 * <pre>
 * verify DIRECTORY
 * dump DIRECTORY|SEGMENT [--from LSN] [--collection NAME] [--json]
 * backup DIRECTORY TARGET
 * </pre>
 *
 * The exit code is 0 if all is well, 1 if something is wrong with the data, and 2 if that
 * could not be found out: wrong arguments, a store that is in use, a disk that fails.
 */
public final class StoreTool {

    static final int CLEAN = 0;

    static final int FINDINGS = 1;

    static final int FAILED = 2;

    private static final String USAGE = """
            Looks at the directory of a filestore, and changes nothing.

              verify DIRECTORY
                  Checks rows against their checksums, the write-ahead log, the checkpoint and the
                  index files, and lists what is in quarantine. The store must not be open.

              dump DIRECTORY|SEGMENT [--from LSN] [--collection NAME] [--json]
                  Prints the write-ahead log, or one segment of it, a line for each change;
                  with --json the lines as they are.

              backup DIRECTORY TARGET
                  Copies the directory, with the times that tell an edit from a flipped bit, to a
                  directory that does not exist yet or is empty, and verifies the copy. The store
                  must not be open; one that is makes its backups itself.

            Exit code: 0 all is well, 1 there are findings, 2 it could not be found out.
            """;

    private final PrintStream out;

    private final PrintStream err;

    StoreTool(PrintStream out, PrintStream err) {
        this.out = out;
        this.err = err;
    }

    /** Runs, and ends the process with the exit code. */
    public static void main(String[] arguments) {
        if (System.getProperty("slf4j.internal.verbosity") == null) {
            System.setProperty("slf4j.internal.verbosity", "ERROR");
        }
        PrintStream out = new PrintStream(System.out, false, StandardCharsets.UTF_8);
        int code = new StoreTool(out, System.err).run(List.of(arguments));
        out.flush();
        System.exit(code);
    }

    int run(List<String> arguments) {
        try {
            String command = arguments.isEmpty() ? "" : arguments.get(0);
            List<String> rest = arguments.isEmpty() ? arguments : arguments.subList(1, arguments.size());
            switch (command) {
                case "verify" -> {
                    return VerifyCommand.of(rest, this.out).run();
                }
                case "dump" -> {
                    return DumpCommand.of(rest, this.out).run();
                }
                case "backup" -> {
                    return BackupCommand.of(rest, this.out).run();
                }
                case "help", "--help", "-h" -> {
                    this.out.print(USAGE);
                    return CLEAN;
                }
                default -> throw new UsageException(
                        command.isEmpty() ? "A command is missing." : "There is no command '" + command + "'.");
            }
        }
        catch (UsageException ex) {
            this.err.println(ex.getMessage());
            this.err.println();
            this.err.print(USAGE);
        }
        catch (StoreException | IOException ex) {
            this.err.println(ex.getMessage());
        }
        return FAILED;
    }

}
