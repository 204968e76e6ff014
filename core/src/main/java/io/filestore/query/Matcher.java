package io.filestore.query;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;

import io.filestore.json.FieldReader;

/**
 * Tells which rows fulfil a condition, given as id and canonical JSON. It looks once
 * through a row for the fields that it needs, and compares their bytes where they are.
 * Immutable and thread-safe.
 */
public final class Matcher {

    private final FieldReader fields;

    private final RowPredicate test;

    private Matcher(FieldReader fields, RowPredicate test) {
        this.fields = fields;
        this.test = test;
    }

    /**
     * Makes a matcher.
     * @param condition null for all rows
     */
    public static Matcher of(@Nullable Condition condition) {
        List<String> paths = new ArrayList<>();
        RowPredicate test = (condition != null) ? compile(condition, paths) : (id, json, starts) -> true;
        return new Matcher(new FieldReader(paths), test);
    }

    private static RowPredicate compile(Condition condition, List<String> paths) {
        if (condition instanceof FieldCondition field) {
            return compileField(field, paths);
        }
        if (condition instanceof Not not) {
            RowPredicate test = compile(not.condition(), paths);
            return (id, json, starts) -> !test.test(id, json, starts);
        }
        boolean and = condition instanceof And;
        List<Condition> parts = (condition instanceof And all) ? all.conditions() : ((Or) condition).conditions();
        RowPredicate[] tests = parts.stream().map((part) -> compile(part, paths)).toArray(RowPredicate[]::new);
        return (id, json, starts) -> {
            for (RowPredicate each : tests) {
                if (each.test(id, json, starts) != and) {
                    return !and;
                }
            }
            return and;
        };
    }

    private static RowPredicate compileField(FieldCondition condition, List<String> paths) {
        if (FieldPath.isRowId(condition.field())) {
            Predicate<String> ofId = IdPredicates.of(condition);
            return (id, json, starts) -> ofId.test(id);
        }
        if (!paths.contains(condition.field())) {
            paths.add(condition.field());
        }
        int field = paths.indexOf(condition.field());
        ValuePredicate test = ValuePredicates.of(condition);
        if (condition instanceof Exists || (condition instanceof Is is && isArray(is.value()))) {
            return (id, json, starts) -> test.test(json, starts[field]);
        }
        if (condition instanceof In in && in.values().stream().anyMatch(Matcher::isArray)) {
            return (id, json, starts) -> test.test(json, starts[field]) || test.any(json, starts[field]);
        }
        return (id, json, starts) -> test.any(json, starts[field]);
    }

    private static boolean isArray(Operand value) {
        return value.rank() == ValueRank.ARRAY;
    }

    /**
     * Whether a row fulfils the condition.
     * @param id the row id
     * @param json canonical JSON
     * @throws io.filestore.error.SlowRegexException if a regular expression was stopped
     */
    public boolean test(String id, byte[] json) {
        return this.test.test(id, json, this.fields.locate(json));
    }

}
