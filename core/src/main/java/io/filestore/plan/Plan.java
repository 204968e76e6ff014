package io.filestore.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import io.filestore.query.Condition;
import io.filestore.query.OrderBy;
import io.filestore.query.PlanKind;
import io.filestore.query.Position;
import io.filestore.query.Query;
import io.filestore.query.QueryPlan;

/**
 * How a query is answered.
 *
 * @param access the way to the rows
 * @param filter what they must fulfil still; null for nothing
 * @param sorts whether they are to be put in order
 * @param behind where the rows begin that are wanted, if the access does not begin there
 */
public record Plan(String collection, Query query, Access access, @Nullable Condition filter, boolean sorts,
        @Nullable Position behind) {

    /**
     * Whether what it relies on is still so: a row with an array may have come.
     */
    public boolean isValid() {
        return isValid(this.access);
    }

    private static boolean isValid(Access access) {
        if (access instanceof Access.Walk walk) {
            return (walk.ordering().isSimple() || !walk.simple()) && !walk.ordering().isIncomplete();
        }
        return !(access instanceof Access.Union union) || union.parts().stream().allMatch(Plan::isValid);
    }

    /** By what it is answered. */
    public PlanKind kind() {
        if (this.access instanceof Access.Walk walk) {
            return walk.signs().isEmpty() ? PlanKind.ORDER : PlanKind.SEARCH;
        }
        if (this.access instanceof Access.Union) {
            return PlanKind.UNION;
        }
        return (this.access instanceof Access.Lookup || this.access instanceof Access.Ids) ? PlanKind.SEARCH
                : PlanKind.SCAN;
    }

    /**
     * Whether it looks at rows, or puts them in order, for which there could be an index.
     */
    public boolean wantsIndex() {
        boolean all = kind() == PlanKind.SCAN || kind() == PlanKind.ORDER;
        return (all && this.filter != null) || (this.sorts && !this.query.decidingOrder().isEmpty());
    }

    /**
     * Which index that could be, in a sentence.
     * @param indexed the fields of each that there is
     */
    public String advice(List<List<String>> indexed) {
        return IndexAdvice.of(this, indexed);
    }

    /** How many rows it looks at, at most. */
    public long rows() {
        return this.access.rows();
    }

    /** As people read it, after SQLite's {@code EXPLAIN QUERY PLAN}. */
    public QueryPlan describe() {
        List<String> steps = new ArrayList<>();
        describe(this.access, "", steps);
        if (this.filter != null) {
            steps.add("FILTER " + this.filter);
        }
        if (this.sorts) {
            String order = this.query.order().stream().map(OrderBy::toString).collect(Collectors.joining(", "));
            steps.add("SORT BY " + (order.isEmpty() ? "id" : order));
        }
        this.query.limit().ifPresent((limit) -> steps.add("LIMIT " + limit));
        return new QueryPlan(steps, rows());
    }

    private void describe(Access way, String indent, List<String> steps) {
        if (way instanceof Access.Union union) {
            steps.add(indent + "UNION");
            union.parts().forEach((part) -> describe(part, indent + "  ", steps));
        }
        else if (way instanceof Access.Lookup lookup) {
            steps.add(indent + "SEARCH " + this.collection + " USING " + lookup.index() + " ("
                    + String.join(", ", lookup.signs()) + ")");
        }
        else if (way instanceof Access.Ids ids) {
            steps.add(indent + "SEARCH " + this.collection + " USING id (" + ids.sign() + ")");
        }
        else if (way instanceof Access.Walk walk) {
            int fields = walk.ordering().fields().size();
            steps.add(indent + (walk.signs().isEmpty() ? "SCAN " : "SEARCH ") + this.collection + " USING "
                    + walk.ordering() + ((fields > 0 && walk.signs().size() > fields) ? ", id" : "")
                    + (walk.signs().isEmpty() ? "" : " (" + String.join(", ", walk.signs()) + ")")
                    + (walk.backwards() ? " BACKWARDS" : ""));
        }
        else {
            steps.add(indent + "SCAN " + this.collection);
        }
    }

}
