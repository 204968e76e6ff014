package io.filestore.sample.collections;

import java.nio.charset.StandardCharsets;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

import io.filestore.error.InvalidQueryException;
import io.filestore.error.InvalidRowException;
import io.filestore.query.Query;
import io.filestore.row.Row;
import io.filestore.sample.web.Problem;
import tools.jackson.databind.JsonNode;

/**
 * Reads queries that have come over HTTP.
 */
final class JsonQuery {

    private JsonQuery() {
    }

    /** The query of a parameter, or a problem that says what is wrong with it. */
    static Query parse(String json) {
        return parse(json.getBytes(StandardCharsets.UTF_8));
    }

    /** The query of a body, or a problem that says what is wrong with it. */
    static Query parse(byte[] json) {
        return parse(json, Query::parse);
    }

    /** The same, which may say where its page begins, in {@code after}. */
    static Page parsePage(byte[] json) {
        return parse(json, (body) -> {
            JsonNode after = body.get("after");
            if (after != null && !after.isString() && !after.isNull()) {
                throw Problem.INVALID_QUERY.with("'after' is the text that was told as 'next' with the page before.");
            }
            return new Page(Query.parse(body.without("after")), (after != null) ? after.asString(null) : null);
        });
    }

    /**
     * A page of a query.
     *
     * @param query which rows
     * @param after where the page before has ended, null for the first
     */
    record Page(Query query, @Nullable String after) {
    }

    private static <T> T parse(byte[] json, Function<Row, T> read) {
        try {
            return read.apply(Row.parse(json));
        }
        catch (InvalidQueryException ex) {
            throw Problem.INVALID_QUERY.with(String.valueOf(ex.getMessage()));
        }
        catch (InvalidRowException ex) {
            throw Problem.INVALID_QUERY.with("This is no query, which is a JSON object such as {\"where\": {\"status\":"
                    + " \"open\"}, \"orderBy\": [\"-createdAt\"], \"limit\": 20}: " + ex.getMessage());
        }
    }

}
