package io.filestore.sample.collections;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;

import io.filestore.error.InvalidRowException;
import io.filestore.row.RowIds;

/**
 * Looks for the id of a row while the row is read: the text of a field, or of its number.
 */
final class ImportId {

    private final @Nullable String field;

    private @Nullable String id;

    private @Nullable String problem;

    ImportId(@Nullable String field) {
        this.field = field;
    }

    /**
     * Looks at the current token.
     * @param depth how deep in the row it is, 1 for the row's own fields
     */
    void look(JsonParser parser, int depth) {
        if (depth != 1 || this.field == null || parser.currentToken().isStructEnd()
                || !this.field.equals(parser.currentName())) {
            return;
        }
        switch (parser.currentToken()) {
            case VALUE_STRING, VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> this.id = parser.getString();
            case PROPERTY_NAME, VALUE_NULL -> {
            }
            default -> this.problem = "Its " + this.field + " is to be the row id, but is neither text nor a number.";
        }
    }

    /**
     * The id; a new one if the row has none, or has null.
     * @throws InvalidRowException if it has what can be no id
     */
    String orNew() {
        if (this.problem != null) {
            throw new InvalidRowException(this.problem);
        }
        return (this.id != null) ? this.id : RowIds.next();
    }

}
