package io.filestore.query;

import java.util.List;

/**
 * Fulfilled by just those rows that do not fulfil another condition.
 *
 * @param condition the other
 */
public record Not(Condition condition) implements Condition {

    public Not {
        Joined.requireBounds(List.of(condition));
    }

    @Override
    public String toString() {
        return ConditionText.of(this);
    }

}
