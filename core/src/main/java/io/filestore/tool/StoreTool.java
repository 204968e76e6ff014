package io.filestore.tool;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import io.filestore.error.StoreException;

/**
 * The command line: looks at a store's directory. {@code docs/tool.md} says how it is
 * used.
 *
 * <p>
 * The exit code is 0 if all is well, 1 if something is wrong with the data, and 2 if that
 * could not be found out: wrong arguments, a directory that is no store's, a store that
 * is in use, a disk that fails.
 */
public final class StoreTool {

    static final int CLEAN = 0;

    static final int FINDINGS = 1;

    static final int FAILED = 2;

    static final String HELP = "--help";

    static final String VERSION = "--version";

    static final List<Command> COMMANDS = List.of(VerifyCommand.COMMAND, DumpCommand.COMMAND, QueryCommand.COMMAND,
            BackupCommand.COMMAND);

    private final Console console;

    StoreTool(PrintStream out, PrintStream err) {
        this.console = new Console(out, err);
    }

    /** Runs, and ends the process with the exit code. */
    public static void main(String[] arguments) {
        if (System.getProperty("slf4j.internal.verbosity") == null) {
            System.setProperty("slf4j.internal.verbosity", "ERROR");
        }
        if (System.getProperty("slf4j.provider") == null) {
            // What an application's jar logs by would go to where the rows go.
            System.setProperty("slf4j.provider", "org.slf4j.helpers.NOP_FallbackServiceProvider");
        }
        PrintStream out = new PrintStream(System.out, false, StandardCharsets.UTF_8);
        int code = new StoreTool(out, System.err).run(List.of(arguments));
        out.flush();
        System.exit(code);
    }

    int run(List<String> words) {
        Command command = null;
        try {
            List<String> options = words.stream().takeWhile((word) -> !word.equals("--")).toList();
            command = words.stream().findFirst().flatMap(StoreTool::find).orElse(null);
            if (options.contains(HELP) || options.contains("-h") || words.equals(List.of("help"))) {
                this.console.out().print(help(command));
                return CLEAN;
            }
            if (options.contains(VERSION)) {
                this.console.out().println(version());
                return CLEAN;
            }
            if (command == null) {
                throw new UsageException(words.isEmpty() ? "A command is missing."
                        : "There is no command '" + words.get(0) + "'. A command comes first: " + names() + ".");
            }
            return command.action().run(Arguments.of(command, words.subList(1, words.size())), this.console);
        }
        catch (UsageException ex) {
            this.console.err().println(ex.getMessage());
            this.console.err().println();
            this.console.err().print(help(command));
        }
        catch (StoreException | IOException ex) {
            this.console.err().println(ex.getMessage());
        }
        return FAILED;
    }

    private static Optional<Command> find(String name) {
        return COMMANDS.stream().filter((command) -> command.name().equals(name)).findFirst();
    }

    private static String names() {
        return COMMANDS.stream().map(Command::name).collect(Collectors.joining(", "));
    }

    private static String version() {
        String version = StoreTool.class.getPackage().getImplementationVersion();
        return "filestore " + ((version != null) ? version : "(not from a released jar)") + ", Java "
                + System.getProperty("java.version");
    }

    private static String help(@Nullable Command command) {
        String usage = ((command != null) ? List.of(command) : COMMANDS).stream()
            .map(Command::usage)
            .collect(Collectors.joining("\n"));
        return """
                The command line of filestore.

                %s
                  Everywhere: --help and --version.

                Exit code: 0 all is well, 1 there are findings, 2 it could not be found out.
                """.formatted(usage);
    }

}
