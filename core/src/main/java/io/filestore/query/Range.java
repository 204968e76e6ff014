package io.filestore.query;

import org.jspecify.annotations.Nullable;

import io.filestore.error.InvalidQueryException;

/**
 * The field lies between two bounds, or on one side of one. Of an array one and the same
 * element has to lie there.
 *
 * @param field the path of the field
 * @param lower where it begins, null for everywhere
 * @param upper where it ends, null for nowhere; of the same type, and if it is less than
 * the other, no row fulfils this
 */
public record Range(String field, @Nullable Bound lower, @Nullable Bound upper) implements FieldCondition {

    public Range {
        FieldPath.require(field);
        if (lower == null && upper == null) {
            throw new InvalidQueryException("A range of field '" + field + "' has no bound, and needs one at least.");
        }
        requireOrdered(field, lower);
        requireOrdered(field, upper);
        IdOperand.requireText(field, lower);
        IdOperand.requireText(field, upper);
        if (lower != null && upper != null && type(lower) != type(upper)) {
            throw new InvalidQueryException(
                    "Nothing lies between " + lower.value().kind() + " and " + upper.value().kind() + ", but field '"
                            + field + "' should lie between " + Operand.shortly(lower.value().toString()) + " and "
                            + Operand.shortly(upper.value().toString()) + ". Give two values of one type.");
        }
    }

    private static void requireOrdered(String field, @Nullable Bound bound) {
        if (bound != null && (bound.value().isNull() || !bound.value().isScalar())) {
            throw new InvalidQueryException("Nothing is less or greater than " + bound.value().kind() + ", but field '"
                    + field + "' should be. Compare with a number, a string or a boolean.");
        }
    }

    private static ValueRank type(Bound bound) {
        ValueRank rank = bound.value().rank();
        return (rank == ValueRank.TRUE) ? ValueRank.FALSE : rank;
    }

    @Override
    public String toString() {
        return ConditionText.of(this);
    }

}
