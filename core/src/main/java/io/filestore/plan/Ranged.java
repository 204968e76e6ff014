package io.filestore.plan;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import io.filestore.query.FieldCondition;

/** A condition, and where its values lie, which is found out once for a plan. */
final class Ranged {

    private final FieldCondition condition;

    private @Nullable FieldRanges ranges;

    private boolean known;

    private Ranged(FieldCondition condition) {
        this.condition = condition;
    }

    static List<Ranged> all(List<FieldCondition> conditions) {
        List<Ranged> all = new ArrayList<>(conditions.size());
        for (FieldCondition condition : conditions) {
            all.add(new Ranged(condition));
        }
        return all;
    }

    FieldCondition condition() {
        return this.condition;
    }

    boolean isOn(String field) {
        return this.condition.field().equals(field);
    }

    /** Where the values lie, null if they lie here and there. */
    @Nullable FieldRanges ranges() {
        if (!this.known) {
            this.ranges = FieldRanges.of(this.condition);
            this.known = true;
        }
        return this.ranges;
    }

}
