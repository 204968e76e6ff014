package io.filestore.sample.collections;

import java.util.ArrayList;
import java.util.List;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.filestore.RowCollection;
import io.filestore.Store;
import io.filestore.error.InvalidRowException;
import io.filestore.error.UniqueViolationException;
import io.filestore.error.VersionConflictException;
import io.filestore.row.PutResult;
import io.filestore.row.Row;

/**
 * Stores rows in transactions of many, which is much faster than one by one, and one by
 * one where a transaction is refused, so that a bad row does not take others with it.
 * Used once.
 */
final class RowImport {

    private static final Logger logger = LoggerFactory.getLogger(RowImport.class);

    private static final int CHUNK_ROWS = 100;

    private static final long CHUNK_BYTES = 1 << 20;

    private static final int PROGRESS_ROWS = 1000;

    private final Store store;

    private final RowCollection<Row> collection;

    private final ImportReport report = new ImportReport();

    private final List<ImportRow> chunk = new ArrayList<>(CHUNK_ROWS);

    private long chunkBytes;

    private long rows;

    RowImport(Store store, String collection) {
        this.store = store;
        this.collection = store.collection(collection);
    }

    /** What has become of the rows that were added and, if need be, stored. */
    ImportReport report() {
        return this.report;
    }

    /** Adds a row, which is stored now or with those after it. */
    void add(ImportRow row) {
        if (row.problem() != null) {
            this.report.refuse(row.number(), row.problem());
        }
        else {
            this.chunk.add(row);
            this.chunkBytes += row.bytes();
        }
        if (this.chunk.size() == CHUNK_ROWS || this.chunkBytes >= CHUNK_BYTES) {
            store();
        }
        this.rows++;
        if (this.rows % PROGRESS_ROWS == 0) {
            logger.info("Import into {}: {} rows read, {} stored", this.collection.name(), this.rows,
                    this.report.getStored());
        }
    }

    /** Stores what has been added and is not stored yet. */
    void store() {
        try {
            if (!this.chunk.isEmpty()) {
                long inserted = this.store.transact((tx) -> {
                    RowCollection<Row> within = tx.collection(this.collection.name());
                    return this.chunk.stream()
                        .filter((row) -> within.put(row.id(), row.requireRow()).inserted())
                        .count();
                });
                this.report.stored(inserted, this.chunk.size() - inserted);
            }
        }
        catch (UniqueViolationException | InvalidRowException | VersionConflictException ex) {
            this.chunk.forEach(this::storeAlone);
        }
        finally {
            this.chunk.clear();
            this.chunkBytes = 0;
        }
    }

    private void storeAlone(ImportRow row) {
        try {
            PutResult result = this.collection.put(row.id(), row.requireRow());
            this.report.stored(result.inserted() ? 1 : 0, result.inserted() ? 0 : 1);
        }
        catch (UniqueViolationException | InvalidRowException ex) {
            this.report.refuse(row.number(), String.valueOf(ex.getMessage()));
        }
    }

}
