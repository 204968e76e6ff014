package io.filestore.plan;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import io.filestore.query.And;
import io.filestore.query.Condition;
import io.filestore.query.FieldCondition;
import io.filestore.query.Is;
import io.filestore.query.Or;
import io.filestore.query.OrderBy;
import io.filestore.query.Query;

/** What to do so that a query need not look at so many rows. */
final class IndexAdvice {

    private final Set<String> fields = new LinkedHashSet<>();

    private IndexAdvice() {
    }

    /**
     * In a sentence.
     * @param indexed the fields of each index
     */
    static String of(Plan plan, List<List<String>> indexed) {
        IndexAdvice advice = new IndexAdvice();
        advice.add(plan.query().condition());
        if (plan.sorts()) {
            plan.query().decidingOrder().stream().map(OrderBy::field).limit(1).forEach(advice.fields::add);
        }
        indexed.forEach((fields) -> advice.fields.remove(fields.get(0)));
        List<String> together = together(plan);
        if (advice.fields.isEmpty() && together.size() > 1 && !indexed.contains(together)) {
            return "Index " + String.join(", ", together) + " together: withIndexedTogether in Java, a list of them in"
                    + " filestore.collections." + plan.collection() + ".indexed in a configuration file.";
        }
        if (advice.fields.isEmpty()) {
            return "No index of one field spares that: ask for less, by values, ranges or beginnings of an indexed field.";
        }
        return "Index " + String.join(" or ", advice.fields) + ": withIndexed in Java, filestore.collections."
                + plan.collection() + ".indexed in a configuration file.";
    }

    /**
     * What would find rows in order: fields with one value each, and then the order's.
     */
    private static List<String> together(Plan plan) {
        Condition condition = plan.query().condition();
        List<Condition> parts = (condition instanceof And and) ? and.conditions()
                : (condition != null) ? List.of(condition) : List.of();
        Set<String> fields = new LinkedHashSet<>();
        parts.stream()
            .filter(Is.class::isInstance)
            .map(Is.class::cast)
            .map(Is::field)
            .filter((field) -> !field.equals(Query.ID))
            .forEach(fields::add);
        boolean any = plan.sorts() && !fields.isEmpty();
        plan.query().decidingOrder().forEach((by) -> fields.add(by.field()));
        return any ? List.copyOf(fields) : List.of();
    }

    /** What an index can lead to. */
    private void add(@Nullable Condition condition) {
        if (condition instanceof And and) {
            and.conditions().forEach(this::add);
        }
        else if (condition instanceof Or or) {
            or.conditions().forEach(this::add);
        }
        else if (condition instanceof FieldCondition field && !field.field().equals(Query.ID)
                && FieldRanges.of(field) != null) {
            this.fields.add(field.field());
        }
    }

}
