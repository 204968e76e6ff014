package io.filestore.json;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.zip.CRC32C;

/**
 * A JSON object on one line that ends in a CRC-32C of everything that stands before
 * {@code ,"crc"}: <pre>
 * {"lsn":17,"rowId":"u1","crc":"9f3a01bc"}
 * </pre>
 */
public final class CheckedLine {

    private static final byte[] CRC = ",\"crc\":\"".getBytes(StandardCharsets.US_ASCII);

    private static final byte[] DIGITS = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

    private static final byte[] END = "\"}".getBytes(StandardCharsets.US_ASCII);

    /** How many bytes of a line follow its checked part, without the line feed. */
    public static final int CRC_LENGTH = CRC.length + 8 + END.length;

    private CheckedLine() {
    }

    /**
     * Makes a line.
     * @param checked the object without its closing brace
     * @return the line with its line feed
     */
    public static byte[] of(byte[] checked) {
        byte[] line = Arrays.copyOf(checked, checked.length + CRC_LENGTH + 1);
        finish(line, 0, checked.length, new CRC32C());
        return line;
    }

    /**
     * Writes checksum, closing brace and line feed behind the checked part.
     * @param buffer has room for {@link #CRC_LENGTH} bytes and the line feed
     * @param start where the line begins
     * @param end where its checked part ends
     * @param crc to compute with
     * @return where the line ends
     */
    public static int finish(byte[] buffer, int start, int end, CRC32C crc) {
        crc.reset();
        crc.update(buffer, start, end - start);
        int at = put(buffer, end, CRC);
        at = putHex(buffer, at, (int) crc.getValue());
        at = put(buffer, at, END);
        buffer[at++] = '\n';
        return at;
    }

    /** The same for a line that is all that there is. */
    public static void finish(ByteOutput line, CRC32C crc) {
        crc.reset();
        crc.update(line.buffer(), 0, line.size());
        line.write(CRC);
        line.writeHex((int) crc.getValue());
        line.write(END);
        line.write('\n');
    }

    /**
     * Whether these bytes are a line as this class writes it, unchanged.
     * @param buffer where it is
     * @param start where it begins
     * @param length how long it is, without the line feed
     */
    public static boolean isIntact(byte[] buffer, int start, int length) {
        if (length <= CRC_LENGTH || buffer[start] != '{') {
            return false;
        }
        CRC32C crc = new CRC32C();
        int at = start + length - CRC_LENGTH;
        crc.update(buffer, start, at - start);
        int sum = (int) crc.getValue();
        boolean intact = is(buffer, at, CRC) && is(buffer, at + CRC.length + 8, END);
        for (int i = 0; i < 8; i++) {
            intact &= buffer[at + CRC.length + i] == DIGITS[sum >>> (28 - 4 * i) & 15];
        }
        return intact;
    }

    private static boolean is(byte[] buffer, int at, byte[] expected) {
        return Arrays.equals(buffer, at, at + expected.length, expected, 0, expected.length);
    }

    /** A checksum as it is written: eight hexadecimal digits. */
    public static String hex(int crc) {
        return HexFormat.of().toHexDigits(crc);
    }

    /** Writes a checksum as {@link #hex} spells it; returns the first byte behind it. */
    static int putHex(byte[] target, int at, int crc) {
        for (int i = 0; i < 8; i++) {
            target[at + i] = DIGITS[(crc >>> (28 - 4 * i)) & 15];
        }
        return at + 8;
    }

    private static int put(byte[] target, int at, byte[] bytes) {
        System.arraycopy(bytes, 0, target, at, bytes.length);
        return at + bytes.length;
    }

}
