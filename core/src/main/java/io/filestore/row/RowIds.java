package io.filestore.row;

import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;

import io.filestore.error.InvalidRowException;
import io.filestore.json.Utf8;
import org.jspecify.annotations.Nullable;

/**
 * Row ids: 1 to {@value #MAX_BYTES} bytes of UTF-8, no control characters, no lone
 * surrogates. Any other text is a row id, also one with slashes, dots or emoji.
 */
public final class RowIds {

    /** As many bytes as a row id may have in UTF-8. */
    public static final int MAX_BYTES = 512;

    private static final int COUNTER_BITS = 12;

    /** Milliseconds and counter of the id given last. */
    private static final AtomicLong LAST = new AtomicLong();

    private RowIds() {
    }

    /**
     * Checks a row id.
     * @param id what is to be a row id
     * @return the same id
     * @throws InvalidRowException if it breaks a rule; the message says which
     */
    public static String require(String id) {
        String problem = problem(id);
        if (problem != null) {
            throw new InvalidRowException("Not a row id: " + problem + ". A row id has 1 to " + MAX_BYTES
                    + " bytes of UTF-8 and no control characters.");
        }
        return id;
    }

    /**
     * Whether the text can be a row id.
     * @param id any text
     * @return false if {@link #require} would throw
     */
    public static boolean isValid(String id) {
        return problem(id) == null;
    }

    private static @Nullable String problem(String id) {
        if (id.isEmpty()) {
            return "it is empty";
        }
        long bytes = 0;
        for (int i = 0; i < id.length(); i++) {
            char c = id.charAt(i);
            if (Character.isISOControl(c)) {
                return String.format(Locale.ROOT, "it has the control character U+%04X at index %d", (int) c, i);
            }
            // A surrogate pair has four bytes, two for each half.
            bytes += (c < 0x80) ? 1 : ((c < 0x800 || Character.isSurrogate(c)) ? 2 : 3);
        }
        if (bytes > MAX_BYTES) {
            return "it has " + bytes + " bytes and starts with '" + id.substring(0, 40) + "'";
        }
        int lone = Utf8.loneSurrogate(id);
        return (lone >= 0) ? "it has a lone surrogate (half a character) at index " + lone : null;
    }

    /**
     * Makes a new row id: a UUID of version 7, whose text sorts by the time it was made.
     * Within one process every id sorts behind the ones made before. It is unique, but
     * not secret: do not use it as a token.
     * @return 36 characters
     */
    public static String next() {
        long now = System.currentTimeMillis() << COUNTER_BITS;
        long stamp = LAST.updateAndGet((last) -> Math.max(last + 1, now));
        long counter = stamp & ((1 << COUNTER_BITS) - 1);
        long high = (stamp >>> COUNTER_BITS << 16) | 0x7000 | counter;
        long low = (ThreadLocalRandom.current().nextLong() >>> 2) | Long.MIN_VALUE;
        return new UUID(high, low).toString();
    }

}
