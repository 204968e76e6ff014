package io.filestore.plan;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

import io.filestore.memory.FieldIndex;
import io.filestore.memory.FieldIndexes;
import io.filestore.query.FieldCondition;
import io.filestore.query.In;
import io.filestore.query.Is;
import io.filestore.query.Operand;
import io.filestore.row.IndexKey;

/** Where indexes lead from equal values to rows. */
final class Lookups {

    /** Looking up more combinations of values takes as long as looking at all rows. */
    private static final int MOST = 1000;

    private final FieldIndexes indexes;

    private final List<FieldCondition> conditions;

    /**
     * @param conditions all of which have to be fulfilled
     */
    Lookups(FieldIndexes indexes, List<FieldCondition> conditions) {
        this.indexes = indexes;
        this.conditions = conditions;
    }

    /** What leads to the fewest rows, null if nothing does. */
    @Nullable Choice best() {
        Choice best = null;
        for (FieldCondition condition : this.conditions) {
            int position = this.indexes.position(condition.field());
            List<Object> keys = (position >= 0) ? keys(condition) : List.of();
            if (!keys.isEmpty()) {
                best = Choice.better(best, choice(this.indexes.get(position), keys, List.of(condition)));
            }
        }
        for (FieldIndex index : this.indexes.all()) {
            best = Choice.better(best, (index.fields().size() > 1) ? together(index) : null);
        }
        return best;
    }

    /** Whether an index finds rows by all of these fields at once. */
    boolean serve(List<String> fields) {
        return this.indexes.all()
            .stream()
            .anyMatch((index) -> index.fields().containsAll(fields)
                    && ((index.fields().size() == 1) ? on(index.fields().get(0)) : together(index)) != null);
    }

    private @Nullable Choice together(FieldIndex index) {
        List<FieldCondition> used = new ArrayList<>();
        List<List<Object>> each = new ArrayList<>();
        long combinations = 1;
        for (String field : index.fields()) {
            FieldCondition condition = on(field);
            if (condition == null) {
                return null;
            }
            used.add(condition);
            each.add(keys(condition));
            combinations = Math.min(combinations * each.get(each.size() - 1).size(), Integer.MAX_VALUE);
        }
        return (combinations <= MOST && !index.isIncomplete()) ? choice(index, index.combined(each), used) : null;
    }

    /** The condition that leaves a field the fewest values, null if none says which. */
    private @Nullable FieldCondition on(String field) {
        return this.conditions.stream()
            .filter((condition) -> condition.field().equals(field) && !keys(condition).isEmpty())
            .min(Comparator.comparing((condition) -> keys(condition).size()))
            .orElse(null);
    }

    private static Choice choice(FieldIndex index, List<Object> keys, List<FieldCondition> used) {
        List<String> signs = used.stream().map((condition) -> (condition instanceof Is) ? "=" : "IN").toList();
        long rows = keys.stream().mapToLong(index::count).sum();
        return new Choice(new Access.Lookup(index, keys, signs, rows), used);
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

}
