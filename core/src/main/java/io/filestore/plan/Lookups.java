package io.filestore.plan;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import io.filestore.memory.CollectionMemory;
import io.filestore.memory.FieldIndex;
import io.filestore.memory.FieldIndexes;
import io.filestore.query.FieldCondition;
import io.filestore.query.In;
import io.filestore.query.Is;
import io.filestore.query.Operand;
import io.filestore.query.Query;
import io.filestore.row.IndexKey;

/** Where indexes lead from equal values to rows, and where ids do. */
final class Lookups {

    /** Looking up more combinations of values takes as long as looking at all rows. */
    private static final int MOST = 1000;

    private final FieldIndexes indexes;

    private final List<Equality> equalities;

    private final @Nullable Choice byId;

    /**
     * @param conditions all of which have to be fulfilled
     */
    Lookups(CollectionMemory collection, List<FieldCondition> conditions) {
        this.indexes = collection.indexes();
        this.byId = IdLookup.best(collection, conditions);
        this.equalities = new ArrayList<>(conditions.size());
        for (FieldCondition condition : conditions) {
            List<Object> keys = this.indexes.isAnyOn(condition.field()) ? keys(condition) : List.of();
            if (!keys.isEmpty()) {
                this.equalities.add(new Equality(condition, keys));
            }
        }
    }

    /**
     * A condition that leaves an indexed field only some values.
     *
     * @param keys these, as an index has them
     */
    private record Equality(FieldCondition condition, List<Object> keys) {
    }

    /** What leads to the fewest rows, null if nothing does. */
    @Nullable Choice best() {
        Choice best = this.byId;
        for (Equality equality : this.equalities) {
            int position = this.indexes.position(equality.condition.field());
            if (position >= 0) {
                best = Choice.better(best, choice(this.indexes.get(position), List.of(equality), equality.keys));
            }
        }
        for (FieldIndex index : this.indexes.all()) {
            best = Choice.better(best, (index.fields().size() > 1) ? together(index) : null);
        }
        return best;
    }

    /** Whether it is said which ids rows may have. */
    boolean haveIds() {
        return this.byId != null;
    }

    /** Whether an index finds rows by all of these fields at once. */
    boolean serve(List<String> fields) {
        if (fields.contains(Query.ID)) {
            return haveIds();
        }
        return this.indexes.all()
            .stream()
            .anyMatch((index) -> index.fields().containsAll(fields)
                    && ((index.fields().size() == 1) ? on(index.fields().get(0)) : together(index)) != null);
    }

    private @Nullable Choice together(FieldIndex index) {
        List<Equality> used = new ArrayList<>();
        long combinations = 1;
        for (String field : index.fields()) {
            Equality equality = on(field);
            if (equality == null) {
                return null;
            }
            used.add(equality);
            combinations = Math.min(combinations * equality.keys.size(), Integer.MAX_VALUE);
        }
        return (combinations <= MOST && !index.isIncomplete())
                ? choice(index, used, index.combined(used.stream().map(Equality::keys).toList())) : null;
    }

    /** The condition that leaves a field the fewest values, null if none says which. */
    private @Nullable Equality on(String field) {
        Equality fewest = null;
        for (Equality equality : this.equalities) {
            if (equality.condition.field().equals(field)
                    && (fewest == null || equality.keys.size() < fewest.keys.size())) {
                fewest = equality;
            }
        }
        return fewest;
    }

    private static Choice choice(FieldIndex index, List<Equality> used, List<Object> keys) {
        List<FieldCondition> conditions = new ArrayList<>(used.size());
        List<String> signs = new ArrayList<>(used.size());
        for (Equality equality : used) {
            conditions.add(equality.condition);
            signs.add((equality.condition instanceof Is) ? "=" : "IN");
        }
        long rows = 0;
        for (Object key : keys) {
            rows += index.count(key);
        }
        return new Choice(new Access.Lookup(index, keys, signs, rows), conditions);
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
        Set<Object> keys = new LinkedHashSet<>();
        for (Operand value : values) {
            if (!value.isScalar() || value.isNull()) {
                return List.of();
            }
            Object key = IndexKey.of(value.canonical());
            if (key != null) {
                keys.add(key);
            }
        }
        return List.copyOf(keys);
    }

}
