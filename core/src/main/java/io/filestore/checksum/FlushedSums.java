package io.filestore.checksum;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.filestore.io.FileBatch;
import io.filestore.io.FileInfo;
import io.filestore.row.DirtyRows.DirtyRow;
import io.filestore.row.DirtyRows;
import io.filestore.row.StoredRow;
import io.filestore.storage.StorageStrategy;

/** The checksums of the rows that a flush has added to its batch. */
final class FlushedSums {

    private final StorageStrategy strategy;

    private final DirtyRows rows;

    private final FileBatch batch;

    FlushedSums(StorageStrategy strategy, DirtyRows rows, FileBatch batch) {
        this.strategy = strategy;
        this.rows = rows;
        this.batch = batch;
    }

    /**
     * Adds the lines of the rows.
     * @param corrections lines of other rows that are to be added, too
     */
    void addTo(ChecksumLines lines, Map<String, RowSum> corrections) throws IOException {
        Map<String, RowSum> others = corrections;
        if (!others.isEmpty() && !this.rows.changed().isEmpty()) {
            others = new HashMap<>(others);
            for (DirtyRow row : this.rows.changed()) {
                others.remove(row.id());
            }
        }
        for (Map.Entry<String, RowSum> other : others.entrySet()) {
            lines.row(other.getKey(), other.getValue());
        }
        for (DirtyRow row : this.rows.changed()) {
            StoredRow after = row.after();
            lines.row(row.id(), (after != null) ? RowSum.of(RowSum.sum(after), ownFile(row.id())) : RowSum.DELETED);
        }
    }

    private @Nullable FileInfo ownFile(String id) throws IOException {
        Path own = this.strategy.isOneFile() ? null : this.strategy.fileOf(id);
        return (own != null) ? this.batch.written(own) : null;
    }

    /**
     * The row that the end of the file of all rows is about now: strategies write rows in
     * the order in which they are given.
     * @param before the row that it was about, null if that is not known
     * @param replaced whether the file was written anew
     */
    @Nullable String last(@Nullable String before, boolean replaced) {
        String id = replaced ? null : before;
        if (replaced) {
            for (StoredRow row : this.rows.all()) {
                id = row.id();
            }
        }
        else {
            for (DirtyRow row : this.rows.changed()) {
                id = row.id();
            }
        }
        return id;
    }

}
