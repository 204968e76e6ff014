package io.filestore.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

import io.filestore.json.KeyRange;
import io.filestore.memory.CollectionMemory;
import io.filestore.memory.FieldIndex;
import io.filestore.memory.Ordering;
import io.filestore.query.And;
import io.filestore.query.Condition;
import io.filestore.query.FieldCondition;
import io.filestore.query.In;
import io.filestore.query.Is;
import io.filestore.query.Operand;
import io.filestore.query.Or;
import io.filestore.query.Position;
import io.filestore.query.Query;
import io.filestore.row.IndexKey;

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
        List<Condition> parts = parts(query.condition());
        List<FieldCondition> fields = fields(parts);
        Choice best = lookup(fields);
        boolean few = best != null && best.access.rows() <= FEW;
        Choice inOrder = null;
        if (!few) {
            for (WalkCandidate walk : walks(fields, query, behind)) {
                Choice choice = choice(walk);
                inOrder = walk.inOrder() ? better(inOrder, choice) : inOrder;
                best = better(best, walk.signs().isEmpty() ? null : choice);
            }
            best = better(best, union(parts));
        }
        if (best == null) {
            best = new Choice(new Access.All(this.collection.size()), List.of());
        }
        if (inOrder != null && isWorthIt(inOrder, best, query)) {
            return new Plan(this.collection.name(), query, inOrder.access, rest(parts, inOrder.answered), false, null);
        }
        return new Plan(this.collection.name(), query, best.access, rest(parts, best.answered), true, behind);
    }

    /**
     * A way, and what it answers.
     *
     * @param answered the conditions that its rows are known to fulfil
     */
    private record Choice(Access access, List<? extends Condition> answered) {

        long rows() {
            return this.access.rows();
        }

    }

    private static @Nullable Choice better(@Nullable Choice one, @Nullable Choice other) {
        if (one == null || other == null) {
            return (one != null) ? one : other;
        }
        return (other.rows() < one.rows()) ? other : one;
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
        return parts.stream().filter(FieldCondition.class::isInstance).map(FieldCondition.class::cast).toList();
    }

    private static @Nullable Condition rest(List<Condition> parts, List<? extends Condition> answered) {
        List<Condition> rest = parts.stream().filter((part) -> !answered.contains(part)).toList();
        if (rest.isEmpty()) {
            return null;
        }
        return (rest.size() == 1) ? rest.get(0) : new And(rest);
    }

    private @Nullable Choice lookup(List<FieldCondition> conditions) {
        Choice best = null;
        for (FieldCondition condition : conditions) {
            int position = this.collection.indexes().position(condition.field());
            List<Object> keys = (position >= 0) ? keys(condition) : List.of();
            if (!keys.isEmpty()) {
                FieldIndex index = this.collection.indexes().get(position);
                long rows = keys.stream().mapToLong(index::count).sum();
                best = better(best,
                        new Choice(new Access.Lookup(index, keys, (condition instanceof Is) ? "=" : "IN", rows),
                                List.of(condition)));
            }
        }
        return best;
    }

    /** The keys of an index that answer a condition, none if they do not. */
    private static List<Object> keys(FieldCondition condition) {
        List<Operand> values = List.of();
        if (condition instanceof Is is) {
            values = List.of(is.value());
        }
        else if (condition instanceof In in && !in.ignoreCase()) {
            values = in.values();
        }
        if (!values.stream().allMatch((value) -> value.isScalar() && !value.isNull())) {
            return List.of();
        }
        return values.stream()
            .map((value) -> IndexKey.of(value.canonical()))
            .filter(Objects::nonNull)
            .distinct()
            .toList();
    }

    private List<WalkCandidate> walks(List<FieldCondition> conditions, Query query, @Nullable Position behind) {
        List<WalkCandidate> walks = new ArrayList<>();
        for (Ordering ordering : this.collection.orderings().all()) {
            if (isUseful(ordering, conditions, query)) {
                if (!ordering.isReady()) {
                    this.makeReady.accept(ordering);
                }
                WalkCandidate walk = ordering.isIncomplete() ? null
                        : WalkCandidate.of(ordering, conditions, query, behind);
                if (walk != null) {
                    walks.add(walk);
                }
            }
        }
        return walks;
    }

    /**
     * Whether it can serve; for equal values alone it is not made, for which there is a
     * {@link FieldIndex}.
     */
    private static boolean isUseful(Ordering ordering, List<FieldCondition> conditions, Query query) {
        List<String> fields = ordering.fields();
        if (fields.isEmpty()) {
            return query.order().isEmpty() && query.limit().isPresent();
        }
        String first = fields.get(0);
        return query.order().stream().anyMatch((by) -> by.field().equals(first)) || conditions.stream()
            .anyMatch((each) -> each.field().equals(first) && (ordering.isReady() || keys(each).isEmpty()));
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
                    ways.add(way.access);
                }
                if (ways.size() == or.conditions().size()) {
                    best = better(best,
                            new Choice(new Access.Union(ways, ways.stream().mapToLong(Access::rows).sum()), List.of()));
                }
            }
        }
        return best;
    }

    private @Nullable Choice unordered(Condition condition) {
        List<Condition> parts = parts(condition);
        List<FieldCondition> fields = fields(parts);
        Choice best = lookup(fields);
        if (best != null && best.rows() <= FEW) {
            return best;
        }
        for (WalkCandidate walk : walks(fields, Query.matching(condition), null)) {
            if (!walk.signs().isEmpty()) {
                best = better(best, choice(walk));
            }
        }
        return better(best, union(parts));
    }

}
