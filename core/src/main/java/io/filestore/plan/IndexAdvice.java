package io.filestore.plan;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import io.filestore.query.And;
import io.filestore.query.Condition;
import io.filestore.query.FieldCondition;
import io.filestore.query.Or;
import io.filestore.query.OrderBy;

/** What to do so that a query need not look at so many rows. */
final class IndexAdvice {

    private final Set<String> fields = new LinkedHashSet<>();

    private IndexAdvice() {
    }

    /**
     * In a sentence.
     * @param indexed the fields that have an index
     */
    static String of(Plan plan, List<String> indexed) {
        IndexAdvice advice = new IndexAdvice();
        advice.add(plan.query().condition());
        if (plan.sorts()) {
            plan.query().order().stream().map(OrderBy::field).limit(1).forEach(advice.fields::add);
        }
        advice.fields.removeAll(indexed);
        if (advice.fields.isEmpty()) {
            return "No index of one field spares that: ask for less, by values, ranges or beginnings of an indexed field.";
        }
        return "Index " + String.join(" or ", advice.fields) + ": withIndexed in Java, filestore.collections."
                + plan.collection() + ".indexed in a configuration file.";
    }

    /** What an index can lead to. */
    private void add(@Nullable Condition condition) {
        if (condition instanceof And and) {
            and.conditions().forEach(this::add);
        }
        else if (condition instanceof Or or) {
            or.conditions().forEach(this::add);
        }
        else if (condition instanceof FieldCondition field && FieldRanges.of(field) != null) {
            this.fields.add(field.field());
        }
    }

}
