package io.filestore.io;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.zip.CRC32C;

/**
 * The checksum of some bytes, to which the checksum of the bytes behind them can be
 * added.
 *
 * @param length how many bytes
 * @param crc their CRC-32C
 */
public record ContentSum(long length, int crc) {

    /** Of no bytes. */
    public static final ContentSum EMPTY = new ContentSum(0, 0);

    /** The polynomial of CRC-32C, lowest power first as in the checksum itself. */
    private static final int POLYNOMIAL = 0x82F63B78;

    private static final int ONE = 1 << 31;

    /** x to the power of 8, 16, 32 and so on. */
    private static final int[] POWERS = new int[60];

    static {
        int power = ONE >>> 8;
        for (int i = 0; i < POWERS.length; i++) {
            POWERS[i] = power;
            power = product(power, power);
        }
    }

    public static ContentSum of(byte[] bytes, int offset, int length) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, offset, length);
        return new ContentSum(length, (int) crc.getValue());
    }

    /**
     * Reads the beginning of a file.
     * @param length how much of it
     * @return the sum of what is there, which may be less
     */
    public static ContentSum of(StoreDirectory directory, Path file, long length) throws IOException {
        CRC32C crc = new CRC32C();
        byte[] buffer = new byte[1 << 16];
        long done = 0;
        try (InputStream in = directory.read(file)) {
            while (done < length) {
                int count = in.read(buffer, 0, (int) Math.min(buffer.length, length - done));
                if (count < 0) {
                    break;
                }
                crc.update(buffer, 0, count);
                done += count;
            }
        }
        return new ContentSum(done, (int) crc.getValue());
    }

    /** The sum of these bytes and those that follow them. */
    public ContentSum plus(ContentSum next) {
        return new ContentSum(this.length + next.length, product(this.crc, power(next.length)) ^ next.crc);
    }

    private static int power(long bytes) {
        int power = ONE;
        for (int i = 0; bytes >> i != 0; i++) {
            if ((bytes >> i & 1) != 0) {
                power = product(power, POWERS[i]);
            }
        }
        return power;
    }

    /** Of two polynomials over the field of two elements, modulo that of CRC-32C. */
    private static int product(int a, int b) {
        int product = 0;
        int shifted = b;
        for (int bit = ONE; bit != 0; bit >>>= 1) {
            if ((a & bit) != 0) {
                product ^= shifted;
            }
            shifted = ((shifted & 1) != 0) ? (shifted >>> 1) ^ POLYNOMIAL : shifted >>> 1;
        }
        return product;
    }

}
