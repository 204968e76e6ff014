package io.filestore.query;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

import io.filestore.RowCollection;
import io.filestore.row.Row;
import io.filestore.row.RowEntry;

import static io.filestore.query.Query.where;

/**
 * Asks a collection in all ways, and compares with a {@link PlainQuery} over its rows.
 * Where an index has the field, that makes its order, which then is kept through writes.
 */
public final class QueryCheck {

    private static final int KINDS = 6;

    private final RowCollection<Row> rows;

    private final PlainQuery plain;

    private final String what;

    QueryCheck(RowCollection<Row> rows, PlainQuery plain, String what) {
        this.rows = rows;
        this.plain = plain;
        this.what = what;
    }

    /** With all rows that the collection shows. */
    public static QueryCheck of(RowCollection<Row> rows) {
        Map<String, String> all = new TreeMap<>();
        rows.stream().forEach((row) -> all.put(row.id(), row.value().toString()));
        return new QueryCheck(rows, new PlainQuery(all), "collection " + rows.name());
    }

    /** Each of some queries by each of the fields, in all ways. */
    public void all(String... fields) {
        for (int number = 0; number < fields.length * KINDS; number++) {
            Query query = query(number, fields);
            check(query);
            pages(query.limit(2));
        }
    }

    /**
     * One of them, and all rows in the order of the first field.
     * @param number which
     */
    public void one(int number, String... fields) {
        Query whole = Query.all().orderBy(fields[0]);
        requireEqual("find", whole, ids(this.rows.find(whole)), this.plain.ids(whole));
        Query query = query(Math.floorMod(number, fields.length * KINDS), fields);
        if (query.limit().isPresent()) {
            pages(query);
        }
        requireEqual("find", query, ids(this.rows.find(query)), this.plain.ids(query));
        requireEqual("count", query, this.rows.count(query), (long) this.plain.ids(query.withLimit(0)).size());
    }

    private static Query query(int number, String... fields) {
        String field = fields[number / KINDS];
        String next = fields[(number / KINDS + 1) % fields.length];
        return switch (number % KINDS) {
            case 0 -> where(field).between(1, 2);
            case 1 -> where(field).atLeast(1).orderBy(field).descending();
            case 2 -> where(field).is(1).orderBy(next).limit(2);
            case 3 -> Query.all().orderBy(field).orderBy(next).limit(2);
            case 4 -> where(field).lessThan("y").or(where(next).isNull()).orderBy(next).nullsLast();
            default -> Query.all().orderBy(field).descending().nullsFirst().limit(3);
        };
    }

    /** Finds, streams, counts and looks whether there is any. */
    public void check(Query query) {
        List<String> all = this.plain.ids(query.withLimit(0));
        List<String> expected = all.subList(0, Math.min(all.size(), query.limit().orElse(Integer.MAX_VALUE)));
        requireEqual("find", query, ids(this.rows.find(query)), expected);
        requireEqual("stream", query, ids(this.rows.stream(query).toList()), expected);
        requireEqual("count", query, this.rows.count(query), (long) all.size());
        requireEqual("exists", query, this.rows.exists(query), !expected.isEmpty());
    }

    /** All pages of a query with a limit. */
    void pages(Query query) {
        List<String> ids = new ArrayList<>();
        @Nullable Position behind = null;
        do {
            Page<Row> page = this.rows.page(query, behind);
            ids.addAll(ids(page.rows()));
            behind = page.next().map((next) -> Position.parse(next.toString())).orElse(null);
        }
        while (behind != null);
        requireEqual("pages", query, ids, this.plain.ids(query.withLimit(0)));
    }

    /** Without a library for tests, which processes that are killed do not have. */
    private void requireEqual(String way, Query query, Object actual, Object expected) {
        if (!actual.equals(expected)) {
            throw new AssertionError("%s, %s: %s%n%s%nhas given %s%ninstead of %s".formatted(this.what, way, query,
                    this.rows.explain(query), actual, expected));
        }
    }

    private static List<String> ids(List<RowEntry<Row>> rows) {
        return rows.stream().map(RowEntry::id).toList();
    }

}
