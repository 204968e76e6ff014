package io.filestore.storage;

import io.filestore.json.CanonicalJson;
import io.filestore.row.StoredRow;
import io.filestore.storage.DiskForm.DiskRow;
import io.filestore.storage.DiskForm.IdField;

/** What the values of a JSON map are. */
enum MapEntries {

    /** Rows with their metadata. */
    ROWS {

        @Override
        DiskRow read(byte[] bytes, int offset, int length) {
            return DiskForm.read(CanonicalJson.object(bytes, offset, length), IdField.NONE);
        }

        @Override
        byte[] write(StoredRow row) {
            return DiskForm.write(row.json(), null, null, row.expiresAt());
        }

    },

    /** Any JSON, as it is. */
    VALUES {

        @Override
        DiskRow read(byte[] bytes, int offset, int length) {
            return new DiskRow(null, CanonicalJson.value(bytes, offset, length), 0, false);
        }

        @Override
        byte[] write(StoredRow row) {
            return row.json();
        }

    };

    /**
     * From disk to memory.
     * @throws io.filestore.error.InvalidRowException if the bytes are no such value
     */
    abstract DiskRow read(byte[] bytes, int offset, int length);

    /** From memory to disk. */
    abstract byte[] write(StoredRow row);

}
