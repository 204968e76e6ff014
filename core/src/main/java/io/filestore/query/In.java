package io.filestore.query;

import java.util.List;

import io.filestore.error.InvalidQueryException;

/**
 * The field is equal to one of some values. If null is among them, then also if it is
 * null or missing. With no values no row fulfils it.
 *
 * @param field the path of the field
 * @param values at most {@value #MAX_VALUES}
 * @param ignoreCase whether upper and lower case are the same in texts, as in
 * {@link Text}; not in those within an array or object, which are compared as a whole
 */
public record In(String field, List<Operand> values, boolean ignoreCase) implements FieldCondition {

    /** So many values may there be. */
    public static final int MAX_VALUES = 100_000;

    public In {
        FieldPath.require(field);
        values = FieldPath.isRowId(field) ? IdOperand.equal(values) : List.copyOf(values);
        if (values.size() > MAX_VALUES) {
            throw new InvalidQueryException("Field '" + field + "' cannot be in " + values.size() + " values, "
                    + MAX_VALUES + " are the most. Ask several times.");
        }
    }

    /** Not ignoring case. */
    public In(String field, List<Operand> values) {
        this(field, values, false);
    }

    @Override
    public String toString() {
        return ConditionText.of(this);
    }

}
