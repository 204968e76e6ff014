package io.filestore.query;

import java.util.List;

/**
 * All of some conditions. What is an {@code And} among them counts as its parts.
 *
 * @param conditions two at least, none of them an {@code And}
 */
public record And(List<Condition> conditions) implements Condition {

    public And {
        conditions = Joined.flat(conditions, (each) -> (each instanceof And and) ? and.conditions : List.of(each));
    }

    @Override
    public String toString() {
        return ConditionText.of(this);
    }

}
