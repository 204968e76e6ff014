package io.filestore.error;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A unique field of the row has a value that another row of the collection has already,
 * or several that are unique together have values that it has all; nothing was changed.
 */
public final class UniqueViolationException extends StoreException {

    private final List<String> fields;

    private final String holder;

    /**
     * @param collection the collection's name
     * @param fields the unique field, or those that are unique together
     * @param values the value of each, as JSON
     * @param rowId the row that was to be written
     * @param holder the row that has the values already
     */
    public UniqueViolationException(String collection, List<String> fields, List<String> values, String rowId,
            String holder) {
        super("Row '" + rowId + "' of collection '" + collection + "' cannot have " + equalities(fields, values)
                + ": row '" + holder + "' has " + ((fields.size() == 1) ? "it" : "them") + ", and "
                + String.join(", ", fields) + ((fields.size() == 1) ? " is unique." : " are unique together."), null);
        this.fields = List.copyOf(fields);
        this.holder = holder;
    }

    private static String equalities(List<String> fields, List<String> values) {
        return IntStream.range(0, fields.size())
            .mapToObj((i) -> fields.get(i) + " = " + values.get(i))
            .collect(Collectors.joining(", "));
    }

    /** The unique field; several that are unique together with commas. */
    public String field() {
        return String.join(", ", this.fields);
    }

    /** The unique field, or those that are unique together. */
    public List<String> fields() {
        return this.fields;
    }

    /** The id of the row that has the value already. */
    public String holder() {
        return this.holder;
    }

}
