package io.filestore.sample.collections;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

import io.filestore.RowCollection;
import io.filestore.error.InvalidRowException;
import io.filestore.row.Row;
import io.filestore.row.RowEntry;
import io.filestore.sample.web.Problem;

/**
 * Finds rows by the value of an indexed field, as a URL has it: {@code value=42} finds
 * the text "42" and the number 42, {@code value=true} the text and the boolean,
 * {@code value=null} null and no text. What stands in quotes, as in JSON, is the text and
 * nothing else: {@code value="null"}. Numbers count by their value.
 *
 * @param field an indexed field
 * @param value what it has, or has an element of
 */
record FieldQuery(String field, String value) {

    private static final Pattern SCALAR = Pattern.compile("true|false|-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][+-]?[0-9]+)?");

    private static final Pattern QUOTED = Pattern
        .compile("\"([^\"\\\\\\p{Cntrl}]|\\\\([\"\\\\/bfnrt]|u[0-9a-fA-F]{4}))*\"");

    /** The rows, in the order of their ids. */
    List<RowEntry<Row>> in(RowCollection<Row> collection) {
        try {
            return find(collection);
        }
        catch (InvalidRowException ex) {
            throw Problem.INVALID_QUERY.with(String.valueOf(ex.getMessage()));
        }
    }

    private List<RowEntry<Row>> find(RowCollection<Row> collection) {
        if (this.value.equals("null") || QUOTED.matcher(this.value).matches()) {
            return collection.find(this.field, new JsonText(this.value));
        }
        List<RowEntry<Row>> texts = collection.find(this.field, this.value);
        if (!SCALAR.matcher(this.value).matches()) {
            return texts;
        }
        Map<String, RowEntry<Row>> both = new TreeMap<>();
        texts.forEach((entry) -> both.put(entry.id(), entry));
        collection.find(this.field, new JsonText(this.value)).forEach((entry) -> both.put(entry.id(), entry));
        return List.copyOf(both.values());
    }

}
