package io.filestore.checksum;

import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32C;

import org.jspecify.annotations.Nullable;

import io.filestore.io.FileInfo;
import io.filestore.row.StoredRow;

/**
 * What one line of a checksum file says of a row.
 *
 * @param deleted whether the row is gone; nothing else counts then
 * @param sum the checksum of the row
 * @param size the size of the row's own file; -1 if it has none
 * @param mtime the modification time of the row's own file, nanoseconds; -1 if it has
 * none
 */
record RowSum(boolean deleted, int sum, long size, long mtime) {

    static final long NONE = -1;

    static final RowSum DELETED = new RowSum(true, 0, NONE, NONE);

    /**
     * The line for a row.
     * @param info of the row's own file, null if it has none or that is not known
     */
    static RowSum of(int sum, @Nullable FileInfo info) {
        return (info != null) ? new RowSum(false, sum, info.size(), info.modifiedNanos())
                : new RowSum(false, sum, NONE, NONE);
    }

    static int sum(StoredRow row) {
        return sum(row.json(), row.expiresAt());
    }

    /** CRC-32C of canonical JSON, and of the digits of the expiry if there is one. */
    static int sum(byte[] json, long expiresAt) {
        CRC32C crc = new CRC32C();
        crc.update(json, 0, json.length);
        if (expiresAt != 0) {
            crc.update(Long.toString(expiresAt).getBytes(StandardCharsets.US_ASCII));
        }
        return (int) crc.getValue();
    }

    /** Whether this is the line for a row, or for none. */
    boolean says(@Nullable Integer found) {
        return (found != null) ? !this.deleted && this.sum == found : this.deleted;
    }

    boolean isOf(@Nullable FileInfo info) {
        return info != null && info.size() == this.size && info.modifiedNanos() == this.mtime;
    }

}
