package io.filestore.sample.collections;

import java.nio.charset.StandardCharsets;

import io.filestore.error.InvalidQueryException;
import io.filestore.error.InvalidRowException;
import io.filestore.query.Query;
import io.filestore.row.Row;
import io.filestore.sample.web.Problem;

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
        try {
            return Query.parse(Row.parse(json));
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
