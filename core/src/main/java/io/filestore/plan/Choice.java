package io.filestore.plan;

import java.util.List;

import org.jspecify.annotations.Nullable;

import io.filestore.query.Condition;

/**
 * A way, and what it answers.
 *
 * @param answered the conditions that its rows are known to fulfil
 */
record Choice(Access access, List<? extends Condition> answered) {

    long rows() {
        return this.access.rows();
    }

    /**
     * The one that leads to fewer rows; if both lead to as many, the one that answers
     * more, or else the first.
     */
    static @Nullable Choice better(@Nullable Choice one, @Nullable Choice other) {
        if (one == null || other == null) {
            return (one != null) ? one : other;
        }
        boolean more = other.answered.size() > one.answered.size();
        return (other.rows() < one.rows() || (other.rows() == one.rows() && more)) ? other : one;
    }

}
