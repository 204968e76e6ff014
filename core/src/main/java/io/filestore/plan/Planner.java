package io.filestore.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

import io.filestore.json.KeyRange;
import io.filestore.memory.CollectionMemory;
import io.filestore.memory.Ordering;
import io.filestore.query.And;
import io.filestore.query.Condition;
import io.filestore.query.FieldCondition;
import io.filestore.query.Or;
import io.filestore.query.Position;
import io.filestore.query.Query;

/**
 * Chooses how a query is answered, by counting and not by statistics: of all indexes that
 * can answer a part of it the one that leads to the fewest rows drives, and its rows are
 * filtered and sorted; unless another has them in the order that is wanted, and the limit
 * is likely to be reached before as many rows have been looked at. An {@code or} is the
 * union of its parts if each has an index. After CQEngine, whose two costs are these
 * counts.
 */
public final class Planner {

    /** So few rows are sorted in less time than another way takes to be counted. */
    private static final long FEW = 64;

    private final CollectionMemory collection;

    private final Consumer<Ordering> makeReady;

    /**
     * @param makeReady makes an order ready to be asked
     */
    public Planner(CollectionMemory collection, Consumer<Ordering> makeReady) {
        this.collection = collection;
        this.makeReady = makeReady;
    }

    /**
     * Plans a query.
     * @param behind where to go on, null for from the beginning
     */
    public Plan plan(Query query, @Nullable Position behind) {
        return plan(query, behind, false);
    }

    /** Plans to count what a query finds, for which the rows need not be in any order. */
    public Plan planCount(Query query) {
        return plan(query.withoutOrder(), null, true);
    }

    private Plan plan(Query query, @Nullable Position behind, boolean counted) {
        List<Condition> parts = parts(query.condition());
        List<FieldCondition> fields = fields(parts);
        Lookups lookups = new Lookups(this.collection, fields);
        Choice best = lookups.best();
        boolean enough = best != null && (best.rows() <= FEW || (counted && best.answered().containsAll(parts)));
        Choice inOrder = null;
        if (!enough) {
            for (WalkCandidate walk : walks(lookups, fields, query, behind)) {
                Choice choice = choice(walk);
                inOrder = walk.inOrder() ? Choice.better(inOrder, choice) : inOrder;
                best = Choice.better(best, walk.signs().isEmpty() ? null : choice);
            }
            best = Choice.better(best, union(parts));
        }
        if (best == null) {
            best = new Choice(new Access.All(this.collection.size()), List.of());
        }
        if (!counted && best.access() instanceof Access.Ids ids && ids.isInOrderOf(query)) {
            return new Plan(this.collection.name(), query, query.isBackwards() ? ids.descending() : ids,
                    rest(parts, best.answered()), false, behind);
        }
        if (inOrder != null && !counted && isWorthIt(inOrder, best, query)) {
            return new Plan(this.collection.name(), query, inOrder.access(), rest(parts, inOrder.answered()), false,
                    null);
        }
        return new Plan(this.collection.name(), query, best.access(), rest(parts, best.answered()), true, behind);
    }

    /**
     * Whether rows that come in order are worth looking at more of them, of which each
     * has the same chance to be wanted.
     */
    private static boolean isWorthIt(Choice inOrder, Choice best, Query query) {
        long rows = inOrder.rows();
        if (rows <= best.rows()) {
            return true;
        }
        long limit = query.limit().orElse(Integer.MAX_VALUE);
        double looked = Math.min(rows, (double) limit * rows / Math.max(1, best.rows()));
        return looked <= best.rows();
    }

    private static List<Condition> parts(@Nullable Condition condition) {
        if (condition == null) {
            return List.of();
        }
        return (condition instanceof And and) ? and.conditions() : List.of(condition);
    }

    private static List<FieldCondition> fields(List<Condition> parts) {
        List<FieldCondition> fields = new ArrayList<>(parts.size());
        for (Condition part : parts) {
            if (part instanceof FieldCondition field) {
                fields.add(field);
            }
        }
        return fields;
    }

    private static @Nullable Condition rest(List<Condition> parts, List<? extends Condition> answered) {
        if (answered.containsAll(parts)) {
            return null;
        }
        List<Condition> rest = parts.stream().filter((part) -> !answered.contains(part)).toList();
        return (rest.size() == 1) ? rest.get(0) : new And(rest);
    }

    private List<WalkCandidate> walks(Lookups lookups, List<FieldCondition> conditions, Query query,
            @Nullable Position behind) {
        return new Walks(this.collection.orderings().all(), this.makeReady, conditions, query, behind).all(lookups);
    }

    private static Choice choice(WalkCandidate walk) {
        long rows = 0;
        for (KeyRange range : walk.ranges()) {
            rows += walk.ordering().count(range);
        }
        return new Choice(
                new Access.Walk(walk.ordering(), walk.ranges(), walk.backwards(), walk.signs(), walk.simple(), rows),
                walk.used());
    }

    /** The union of the parts of an {@code or}, if each has an index. */
    private @Nullable Choice union(List<Condition> parts) {
        Choice best = null;
        for (Condition part : parts) {
            if (part instanceof Or or) {
                List<Access> ways = new ArrayList<>();
                for (Condition each : or.conditions()) {
                    Choice way = unordered(each);
                    if (way == null) {
                        break;
                    }
                    ways.add(way.access());
                }
                if (ways.size() == or.conditions().size()) {
                    best = Choice.better(best,
                            new Choice(new Access.Union(ways, ways.stream().mapToLong(Access::rows).sum()), List.of()));
                }
            }
        }
        return best;
    }

    private @Nullable Choice unordered(Condition condition) {
        List<Condition> parts = parts(condition);
        List<FieldCondition> fields = fields(parts);
        Lookups lookups = new Lookups(this.collection, fields);
        Choice best = lookups.best();
        if (best != null && best.rows() <= FEW) {
            return best;
        }
        for (WalkCandidate walk : walks(lookups, fields, Query.matching(condition), null)) {
            if (!walk.signs().isEmpty()) {
                best = Choice.better(best, choice(walk));
            }
        }
        return Choice.better(best, union(parts));
    }

}
