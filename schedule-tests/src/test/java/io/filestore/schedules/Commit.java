package io.filestore.schedules;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import io.filestore.row.Row;
import io.filestore.schedules.State.Kept;
import tools.jackson.databind.JsonNode;

/**
 * Changes that went into the log together.
 *
 * @param first the first line's LSN
 * @param last the last line's
 * @param moment when, counted in what the simulation's threads begin and end
 * @param timestamp when, by the store's clock
 * @param changes what they leave of each row, null for nothing
 */
record Commit(long first, long last, int moment, long timestamp, Map<RowName, Kept> changes) {

    /** The commits that are in the lines of one batch. */
    static List<Commit> in(String lines, int moment) {
        List<Commit> commits = new ArrayList<>();
        for (String text : lines.split("\n")) {
            Row line = Row.parse(text);
            if (!line.has("lsn")) {
                continue;
            }
            long lsn = line.get("lsn").asLong();
            JsonNode pair = line.get("transaction");
            long first = (pair != null) ? pair.get(0).asLong() : lsn;
            long last = (pair != null) ? pair.get(1).asLong() : lsn;
            if (lsn == first) {
                commits.add(new Commit(first, last, moment, line.get("timestamp").asLong(), new TreeMap<>()));
            }
            commits.get(commits.size() - 1).add(line);
        }
        return commits;
    }

    private void add(Row line) {
        JsonNode data = line.get("data");
        JsonNode expires = line.get("expiresAt");
        this.changes.put(new RowName(line.get("table").asString(), line.get("rowId").asString()),
                (data != null) ? new Kept(Item.of(data.toString()), (expires != null) ? expires.asLong() : 0) : null);
    }

    @Override
    public String toString() {
        return this.first + ((this.last > this.first) ? "-" + this.last : "") + " " + this.changes;
    }

}
