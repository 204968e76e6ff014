package io.filestore.json;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Finds the end of plain text in JSON, eight bytes at a time.
 */
final class AsciiText {

    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private static final long EACH = 0x0101010101010101L;

    private AsciiText() {
    }

    /**
     * The first byte from {@code start} on that is a quote, a backslash or no ASCII;
     * {@code json.length} if there is none.
     */
    static int end(byte[] json, int start) {
        int at = start;
        for (; at <= json.length - Long.BYTES; at += Long.BYTES) {
            long bytes = word(json, at);
            // Less one, a zero has its top bit set, and borrows from none below it: the
            // lowest byte found is right, whatever those above it are.
            long found = (bytes | ((bytes ^ EACH * '"') - EACH) | ((bytes ^ EACH * '\\') - EACH)) & (EACH << 7);
            if (found != 0) {
                return at + Long.numberOfTrailingZeros(found) / Byte.SIZE;
            }
        }
        while (at < json.length && json[at] >= 0 && json[at] != '"' && json[at] != '\\') {
            at++;
        }
        return at;
    }

    /** The eight bytes there, the first one lowest. */
    static long word(byte[] json, int at) {
        return (long) LONG.get(json, at);
    }

}
