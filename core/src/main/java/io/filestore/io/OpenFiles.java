package io.filestore.io;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * The limit of files that this process may have open. It is looked up before it is
 * reached, because it cannot be read without opening a file.
 */
public final class OpenFiles {

    private static final Pattern LIMIT = Pattern.compile("Max open files\\s+(\\d+)\\s.*");

    private static final String KNOWN = read(Path.of("/proc/self/limits"));

    private OpenFiles() {
    }

    /** Looks up the limit now, so that it can be told later. */
    static void know() {
        // The class has done so when it was loaded.
    }

    /** Whether this exception, or one that caused it, says that none is left. */
    public static boolean areUsedUp(@Nullable Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            String message = cause.getMessage();
            if (message != null && message.contains("Too many open files")) {
                return true;
            }
        }
        return false;
    }

    /** A failure to open a file for want of descriptors, in words. */
    static IOException usedUp(Path path, IOException cause) {
        IOException failure = new FileSystemException(path.toString(), null,
                "Too many open files: the process has used up its limit of open files" + KNOWN
                        + ". Nothing is wrong with this file. Raise the limit (ulimit -n, LimitNOFILE), or look for what keeps files or connections open");
        failure.initCause(cause);
        return failure;
    }

    private static String read(Path limits) {
        try {
            return limit(Files.readAllLines(limits));
        }
        catch (IOException | RuntimeException ex) {
            return "";
        }
    }

    static String limit(List<String> lines) {
        return lines.stream()
            .map(LIMIT::matcher)
            .filter(Matcher::matches)
            .map((matcher) -> ", " + matcher.group(1))
            .findFirst()
            .orElse("");
    }

}
