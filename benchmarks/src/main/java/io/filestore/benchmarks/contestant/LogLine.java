package io.filestore.benchmarks.contestant;

import java.nio.charset.StandardCharsets;

/**
 * A line as long as the one that filestore writes to its log for a put of a
 * {@code Customer}.
 */
final class LogLine {

    static final int LENGTH = 380;

    private LogLine() {
    }

    static byte[] bytes() {
        return ("x".repeat(LENGTH - 1) + "\n").getBytes(StandardCharsets.US_ASCII);
    }

}
