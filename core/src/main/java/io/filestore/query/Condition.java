package io.filestore.query;

import java.util.List;

/**
 * What rows have to fulfil. Immutable, equal by value, and printed as a person would say
 * it.
 *
 * <p>
 * A condition on a field looks at what its path leads to. If something on the way is no
 * object, there is nothing. If there is an array, one of its elements has to fulfil the
 * condition; elements that are arrays themselves are not looked into. Values compare
 * within their type only, by {@link ValueOrder}: no number is less than a string, and
 * what is null or missing fulfils only {@link IsNull}, {@link In} with null, and what is
 * negated. {@link Not} is fulfilled by just those rows that do not fulfil the other
 * condition, so "is not 5" also by those that have no such field, and not by an array
 * with a 5 in it.
 */
public sealed interface Condition permits FieldCondition, And, Or, Not {

    /** So deep may conditions be within each other. */
    int MAX_DEPTH = 50;

    /** So many conditions may one consist of. */
    int MAX_SIZE = 1000;

    /**
     * Both this and the other.
     * @throws io.filestore.error.InvalidQueryException if there are too many
     */
    default Condition and(Condition other) {
        return new And(List.of(this, other));
    }

    /**
     * This or the other, or both.
     * @throws io.filestore.error.InvalidQueryException if there are too many
     */
    default Condition or(Condition other) {
        return new Or(List.of(this, other));
    }

    /** What this is not. */
    default Condition negate() {
        return (this instanceof Not not) ? not.condition() : new Not(this);
    }

}
