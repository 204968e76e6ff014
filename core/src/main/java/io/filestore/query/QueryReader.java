package io.filestore.query;

import io.filestore.json.Elements;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.filestore.error.InvalidQueryException;
import io.filestore.error.InvalidRowException;
import io.filestore.row.Row;

/** Reads queries from JSON. */
final class QueryReader {

    private static final String PARTS = "where, orderBy and limit";

    private QueryReader() {
    }

    static Query read(String json) {
        try {
            return read(Row.parse(json));
        }
        catch (InvalidQueryException ex) {
            throw ex;
        }
        catch (InvalidRowException ex) {
            throw new InvalidQueryException(
                    "This is no query, which is a JSON object with " + PARTS + ": " + ex.getMessage(), ex);
        }
    }

    static Query read(Row json) {
        Query query = Query.all();
        for (Map.Entry<String, byte[]> part : Elements.fields(json.canonical()).entrySet()) {
            byte[] value = part.getValue();
            switch (part.getKey()) {
                case "where" -> query = where(query, value);
                case "orderBy" -> query = orderBy(query, value);
                case "limit" -> query = query.limit(limit(value));
                default -> throw new InvalidQueryException(
                        "A query has no '" + Operand.shortly(part.getKey()) + "', only " + PARTS + ".");
            }
        }
        return query;
    }

    private static Query where(Query query, byte[] value) {
        if (value[0] != '{') {
            throw new InvalidQueryException("where is " + Operand.ofCanonical(value).kind()
                    + ", but must be an object with fields, as in {\"status\": \"open\", \"total\": {\"gt\": 100}}.");
        }
        return (value.length == 2) ? query : query.and(ConditionReader.read(value, "where", 1));
    }

    private static Query orderBy(Query query, byte[] value) {
        Query ordered = query;
        for (byte[] each : (value[0] == '[') ? Elements.of(value) : List.of(value)) {
            ordered = ordered.orderBy(switch (each[0]) {
                case '"' -> orderBy(Elements.text(each));
                case '{' -> orderBy(Elements.fields(each));
                default -> throw notAnOrder(each);
            });
        }
        return ordered;
    }

    private static OrderBy orderBy(String text) {
        return text.startsWith("-") ? OrderBy.descending(text.substring(1)) : OrderBy.ascending(text);
    }

    private static OrderBy orderBy(Map<String, byte[]> parts) {
        String field = null;
        String nulls = null;
        boolean descending = false;
        for (Map.Entry<String, byte[]> part : parts.entrySet()) {
            byte[] value = part.getValue();
            String text = new String(value, StandardCharsets.UTF_8);
            if (part.getKey().equals("field") && value[0] == '"') {
                field = Elements.text(value);
            }
            else if (part.getKey().equals("descending") && (value[0] == 't' || value[0] == 'f')) {
                descending = value[0] == 't';
            }
            else if (part.getKey().equals("nulls") && (text.equals("\"first\"") || text.equals("\"last\""))) {
                nulls = text;
            }
            else {
                throw new InvalidQueryException("orderBy has " + Operand.shortly(part.getKey() + ": " + text)
                        + ", but only field: a text, descending: true or false, and nulls: \"first\" or \"last\" are"
                        + " possible.");
            }
        }
        if (field == null) {
            throw new InvalidQueryException("orderBy has an object without a field. " + ORDERS);
        }
        OrderBy natural = descending ? OrderBy.descending(field) : OrderBy.ascending(field);
        return (nulls != null) ? new OrderBy(field, descending, nulls.equals("\"first\"")) : natural;
    }

    private static final String ORDERS = "Possible are names of fields, \"-createdAt\" for descending, and objects as"
            + " {\"field\": \"createdAt\", \"descending\": true, \"nulls\": \"last\"}.";

    private static InvalidQueryException notAnOrder(byte[] value) {
        return new InvalidQueryException("orderBy has " + Operand.ofCanonical(value).kind() + " in it. " + ORDERS);
    }

    private static int limit(byte[] value) {
        try {
            return Integer.parseInt(new String(value, StandardCharsets.UTF_8));
        }
        catch (NumberFormatException ex) {
            throw new InvalidQueryException("The limit is " + Operand.shortly(Operand.ofCanonical(value).toString())
                    + ", but must be a whole number from 1 to " + Integer.MAX_VALUE + ".");
        }
    }

    /** Of the query's order alone. */
    static List<OrderBy> order(byte[] json) {
        return new ArrayList<>(orderBy(Query.all(), json).order());
    }

}
