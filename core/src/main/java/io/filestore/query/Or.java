package io.filestore.query;

import java.util.List;

/**
 * One of some conditions at least. What is an {@code Or} among them counts as its parts.
 *
 * @param conditions two at least, none of them an {@code Or}
 */
public record Or(List<Condition> conditions) implements Condition {

    public Or {
        conditions = Joined.flat(conditions, (each) -> (each instanceof Or or) ? or.conditions : List.of(each));
    }

    @Override
    public String toString() {
        return ConditionText.of(this);
    }

}
