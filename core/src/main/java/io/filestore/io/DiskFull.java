package io.filestore.io;

import java.util.Locale;

import org.jspecify.annotations.Nullable;

/**
 * Tells a full disk from other trouble. Java has no type for it, so this goes by what
 * Linux, macOS and Windows say in English.
 */
public final class DiskFull {

    private DiskFull() {
    }

    /** Whether this exception, or one that caused it, says that there is no room left. */
    public static boolean isDiskFull(@Nullable Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (saysSo(cause.getMessage())) {
                return true;
            }
        }
        return false;
    }

    private static boolean saysSo(@Nullable String message) {
        if (message == null) {
            return false;
        }
        String text = message.toLowerCase(Locale.ROOT);
        return text.contains("no space left on device") || text.contains("quota exceeded")
                || text.contains("not enough space") || text.contains("disk is full");
    }

}
