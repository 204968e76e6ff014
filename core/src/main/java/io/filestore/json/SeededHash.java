package io.filestore.json;

import java.util.concurrent.ThreadLocalRandom;

/**
 * Hashes of row ids and keys, which come from outside: other ones in each process, so
 * that nobody can choose many that have the same. {@link String#hashCode} must not decide
 * where a row id or a key lies: "Aa" has that of "BB".
 */
public final class SeededHash {

    private static final long SEED = ThreadLocalRandom.current().nextLong();

    private static final long SPREAD = 0x9E3779B97F4A7C15L;

    private SeededHash() {
    }

    public static int of(long number) {
        long hash = (SEED ^ number) * SPREAD;
        return folded((hash ^ (hash >>> 32)) * SPREAD);
    }

    public static int of(String text) {
        int length = text.length();
        long hash = SEED + length;
        // Two at a time: each multiplication waits for the one before.
        for (int i = 0; i < length; i += 2) {
            long next = (i + 1 < length) ? text.charAt(i + 1) : 0;
            hash = (hash ^ (next << 16 | text.charAt(i))) * SPREAD;
            hash ^= hash >>> 32;
        }
        return folded(hash);
    }

    private static int folded(long hash) {
        return (int) (hash ^ (hash >>> 32));
    }

}
