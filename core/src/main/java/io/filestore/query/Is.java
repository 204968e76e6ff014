package io.filestore.query;

import io.filestore.error.InvalidQueryException;

/**
 * The field is equal to a value, numbers by their value. An array is equal to an array as
 * a whole only.
 *
 * @param field the path of the field
 * @param value not null, for which there is {@link IsNull}
 */
public record Is(String field, Operand value) implements FieldCondition {

    public Is {
        FieldPath.require(field);
        if (value.isNull()) {
            throw new InvalidQueryException("Nothing is equal to null; ask whether '" + field + "' is null.");
        }
        value = FieldPath.isRowId(field) ? IdOperand.equal(value) : value;
    }

    @Override
    public String toString() {
        return ConditionText.of(this);
    }

}
