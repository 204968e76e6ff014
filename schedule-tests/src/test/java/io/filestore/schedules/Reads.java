package io.filestore.schedules;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

import io.filestore.RowCollection;
import io.filestore.query.Query;
import io.filestore.row.Row;
import io.filestore.row.RowEntry;

/** How a thread of a simulation reads, in a transaction or not, and notes it. */
final class Reads {

    private final Draw draw;

    /** What it has seen last of each row. */
    private final Map<RowName, RowEntry<Row>> known = new HashMap<>();

    Reads(Draw draw) {
        this.draw = draw;
    }

    void get(Operation operation, RowCollection<Row> rows) {
        RowName row = this.draw.row(rows.name());
        RowEntry<Row> entry = rows.entry(row.id()).orElse(null);
        operation.saw(row, (entry != null) ? entry.value().toString() : null);
        if (!operation.writes.containsKey(row)) {
            this.known.put(row, entry);
        }
    }

    /**
     * A row as it was once, with its version; null if it was not there, or not looked at.
     */
    RowEntry<Row> known(RowName row) {
        return this.known.get(row);
    }

    void find(Operation operation, RowCollection<Row> rows) {
        String field = this.draw.any(Setup.fields(rows.name()));
        Object value = this.draw.value(field);
        Map<String, String> found = new TreeMap<>();
        for (RowEntry<Row> entry : rows.find(field, value)) {
            found.put(entry.id(), entry.value().toString());
        }
        operation.seen.add(new Seen.Found(rows.name(), field, value, found, operation.own()));
    }

    /** Through an order, which the first query makes. */
    void query(Operation operation, RowCollection<Row> rows) {
        int least = (int) this.draw.value("n");
        int limit = 1 + this.draw.below(4);
        Map<String, String> found = new LinkedHashMap<>();
        for (RowEntry<Row> entry : rows.find(Query.where("n").between(least, least + 1).orderBy("n").limit(limit))) {
            found.put(entry.id(), entry.value().toString());
        }
        operation.seen.add(new Seen.Ranged(rows.name(), least, least + 1, limit, found, operation.own()));
    }

    void count(Operation operation, RowCollection<Row> rows) {
        operation.seen.add(new Seen.Counted(rows.name(), rows.count(), operation.own()));
    }

}
