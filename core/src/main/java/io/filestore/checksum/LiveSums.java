package io.filestore.checksum;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

import io.filestore.io.StoreDirectory;
import io.filestore.row.DirtyRows;
import io.filestore.row.StoredRow;

/** What of the checksums still counts, when their file is written anew. */
final class LiveSums {

    private final StoreDirectory directory;

    private final Path file;

    LiveSums(StoreDirectory directory, Path file) {
        this.directory = directory;
        this.file = file;
    }

    /** Adds what the file says last of each row that there is. */
    void addTo(ChecksumLines lines) throws IOException {
        RecordedRows recorded = ChecksumContent.read(this.directory, this.file, 0).rows();
        for (Map.Entry<String, Recorded> row : recorded.last().entrySet()) {
            if (!row.getValue().sum().deleted()) {
                lines.row(row.getKey(), row.getValue().sum());
            }
        }
    }

    /** Adds the rows in memory, since the file of all rows holds just those. */
    void addTo(ChecksumLines lines, DirtyRows rows) throws IOException {
        for (StoredRow row : rows.all()) {
            lines.row(row.id(), RowSum.of(RowSum.sum(row), null));
        }
    }

}
