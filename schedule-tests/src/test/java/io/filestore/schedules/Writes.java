package io.filestore.schedules;

import io.filestore.RowCollection;
import io.filestore.Store;
import io.filestore.error.UniqueViolationException;
import io.filestore.error.VersionConflictException;
import io.filestore.row.PutResult;
import io.filestore.row.Row;
import io.filestore.row.RowEntry;

/**
 * How a thread of a simulation writes a single row, and notes it: what it asks for before
 * it does so, since the power may go, and then what it was told.
 */
final class Writes {

    private final Store store;

    private final Draw draw;

    private final Reads reads;

    Writes(Store store, Draw draw, Reads reads) {
        this.store = store;
        this.draw = draw;
        this.reads = reads;
    }

    private RowName row() {
        return this.draw.row(this.draw.loggedCollection());
    }

    private RowCollection<Row> rows(RowName row) {
        return this.store.collection(row.collection());
    }

    void put(Operation operation) {
        RowName row = row();
        Item item = this.draw.item();
        put(operation, row, item, () -> rows(row).put(row.id(), item.row()));
    }

    /** If the row is still as this thread has seen it last. */
    void putIf(Operation operation) {
        RowName row = row();
        RowEntry<Row> known = this.reads.known(row);
        Item item = this.draw.item();
        String json = (known != null) ? known.value().toString() : null;
        operation.seen.add(new Seen.Was(row, json));
        try {
            put(operation, row, item, () -> rows(row).put(row.id(), item.row(), (known != null) ? known.version() : 0));
        }
        catch (VersionConflictException ex) {
            operation.sawInstead(new Seen.WasNot(row, json));
            throw ex;
        }
    }

    private interface Put {

        PutResult run();

    }

    private static void put(Operation operation, RowName row, Item item, Put put) {
        operation.wrote(row, item);
        try {
            PutResult result = put.run();
            operation.version = result.version();
            operation.seen.add(result.inserted() ? new Seen.Was(row, null) : new Seen.WasNot(row, null));
        }
        catch (UniqueViolationException ex) {
            operation.sawInstead(new Seen.WasTaken(row, item.key()));
            throw ex;
        }
    }

    void putIfAbsent(Operation operation) {
        RowName row = row();
        Item item = this.draw.item();
        operation.wrote(row, item);
        try {
            boolean put = rows(row).putIfAbsent(row.id(), item.row());
            operation.did(row, !put, put);
        }
        catch (UniqueViolationException ex) {
            operation.sawInstead(new Seen.WasTaken(row, item.key()));
            throw ex;
        }
    }

    void update(Operation operation) {
        RowName row = row();
        Item item = this.draw.item();
        String[] seen = new String[1];
        try {
            boolean there = rows(row).update(row.id(), (value) -> {
                seen[0] = value.toString();
                operation.wrote(row, item);
                return item.row();
            }).isPresent();
            operation.did(row, there, there);
            if (there) {
                operation.sawInstead(new Seen.Was(row, seen[0]));
            }
        }
        catch (UniqueViolationException ex) {
            operation.sawInstead(new Seen.WasTaken(row, item.key()));
            throw ex;
        }
    }

    void delete(Operation operation) {
        RowName row = row();
        // Of a row that has expired nobody is told whether it was deleted.
        if (Setup.ttl(row.collection()) > 0) {
            deleteIf(operation, row);
            return;
        }
        operation.wrote(row, null);
        boolean deleted = rows(row).delete(row.id());
        operation.did(row, deleted, deleted);
    }

    void deleteIf(Operation operation) {
        deleteIf(operation, row());
    }

    private void deleteIf(Operation operation, RowName row) {
        RowEntry<Row> known = this.reads.known(row);
        if (known == null) {
            return;
        }
        String json = known.value().toString();
        operation.seen.add(new Seen.Was(row, json));
        operation.wrote(row, null);
        try {
            rows(row).delete(row.id(), known.version());
        }
        catch (VersionConflictException ex) {
            operation.sawInstead(new Seen.WasNot(row, json));
            throw ex;
        }
    }

}
