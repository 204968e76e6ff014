package io.filestore.cassandra;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import com.datastax.oss.driver.api.core.CqlIdentifier;

/**
 * A table as it has to be.
 *
 * @param columns their types by their names, the one that makes the partitions first
 * @param key the primary key
 * @param indexed whether rows are found by their terms
 * @param comment what is in it, for whoever meets it
 * @param with further options
 */
record Table(CqlIdentifier name, Map<String, String> columns, String key, boolean indexed, String comment,
        String with) {

    private static final Map<String, String> COLUMNS = ordered("ver", "bigint", "txid", "uuid", "exp", "timestamp",
            "doc", "text", "terms", "set<text>");

    static final CqlIdentifier GROUPS = CqlIdentifier.fromInternal("fs_group");

    static final CqlIdentifier CHANGES = CqlIdentifier.fromInternal("fs_changes");

    static final CqlIdentifier NOTES = CqlIdentifier.fromInternal("fs_notes");

    static Table ofCollection(String collection) {
        return new Table(TableName.of(collection), with(ordered("id", "text", "past", "frozen<list<uuid>>"), COLUMNS),
                "id", true, "rows of the collection " + collection, "");
    }

    static Table ofGroups() {
        return new Table(GROUPS, with(ordered("grp", "text", "coll", "text", "id", "text"), COLUMNS), "(grp), coll, id",
                true, "rows of collections in groups, one partition a group", "");
    }

    /**
     * The partitions of some hours ago go as files, without being merged. Nothing in them
     * is deleted but by its age, so that nothing can come back.
     */
    static Table ofChanges() {
        return new Table(
                CHANGES, ordered("slot", "bigint", "at", "timeuuid", "coll", "text", "id", "text", "ver", "bigint",
                        "op", "text", "origin", "uuid"),
                "(slot), at, coll, id", false, "what instances have changed, for the others",
                "default_time_to_live = " + ChangePoll.KEPT.toSeconds() + " AND gc_grace_seconds = "
                        + ChangePoll.KEPT.toSeconds()
                        + " AND compaction = {'class': 'TimeWindowCompactionStrategy', 'compaction_window_unit': 'HOURS',"
                        + " 'compaction_window_size': 1}");
    }

    static Table ofNotes() {
        return new Table(NOTES, with(ordered("id", "text", "past", "frozen<list<uuid>>"), COLUMNS), "id", false,
                "what instances tell each other", "");
    }

    /** What creates it. */
    String create(CqlIdentifier keyspace) {
        List<String> parts = new ArrayList<>();
        this.columns.forEach((column, type) -> parts.add(column + " " + type));
        parts.add("PRIMARY KEY (" + this.key + ")");
        return "CREATE TABLE IF NOT EXISTS " + qualified(keyspace) + " (" + String.join(", ", parts)
                + ") WITH comment = 'filestore: " + this.comment + "'"
                + (this.with.isEmpty() ? "" : " AND " + this.with);
    }

    CqlIdentifier index() {
        return CqlIdentifier.fromInternal(this.name.asInternal() + "_terms");
    }

    String createIndex(CqlIdentifier keyspace) {
        return "CREATE INDEX IF NOT EXISTS " + index().asCql(true) + " ON " + qualified(keyspace)
                + " (terms) USING 'sai'";
    }

    /** A read of one partition that needs all that is made here. */
    String use(CqlIdentifier keyspace) {
        String partition = this.columns.keySet().iterator().next();
        String value = "text".equals(this.columns.get(partition)) ? "'-'" : "0";
        return "SELECT ver FROM " + qualified(keyspace) + " WHERE " + partition + " = " + value
                + (this.indexed ? " AND terms CONTAINS '-'" : "");
    }

    private String qualified(CqlIdentifier keyspace) {
        return keyspace.asCql(true) + "." + this.name.asCql(true);
    }

    private static Map<String, String> ordered(String... namesAndTypes) {
        Map<String, String> columns = new LinkedHashMap<>();
        for (int i = 0; i < namesAndTypes.length; i += 2) {
            columns.put(namesAndTypes[i], namesAndTypes[i + 1]);
        }
        return columns;
    }

    private static Map<String, String> with(Map<String, String> first, Map<String, String> then) {
        Map<String, String> columns = new LinkedHashMap<>(first);
        columns.putAll(then);
        return columns;
    }

}
