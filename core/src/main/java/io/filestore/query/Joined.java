package io.filestore.query;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

import io.filestore.error.InvalidQueryException;

/** Conditions that are joined, and the bounds of that. */
final class Joined {

    private Joined() {
    }

    static List<Condition> flat(List<Condition> conditions, Function<Condition, List<Condition>> parts) {
        List<Condition> flat = new ArrayList<>();
        conditions.forEach((each) -> flat.addAll(parts.apply(each)));
        if (flat.size() < 2) {
            throw new InvalidQueryException("There is nothing to join in " + conditions + "; give two conditions.");
        }
        requireBounds(flat);
        return List.copyOf(flat);
    }

    static void requireBounds(List<Condition> conditions) {
        int size = 1;
        for (Condition each : conditions) {
            size += size(each);
        }
        if (size > Condition.MAX_SIZE) {
            throw new InvalidQueryException("The condition consists of more than " + Condition.MAX_SIZE
                    + " conditions. Ask for one of many values with 'in', or ask several times.");
        }
        if (1 + deepest(conditions) > Condition.MAX_DEPTH) {
            throw tooDeep();
        }
    }

    static InvalidQueryException tooDeep() {
        return new InvalidQueryException(
                "The conditions are more than " + Condition.MAX_DEPTH + " deep within each other. Write them flatter.");
    }

    private static int deepest(List<Condition> conditions) {
        return conditions.stream().mapToInt((each) -> 1 + deepest(parts(each))).max().orElse(0);
    }

    private static int size(Condition condition) {
        return 1 + parts(condition).stream().mapToInt(Joined::size).sum();
    }

    /** Whether one of them is on this field, or on a field within it. */
    static boolean asks(Condition condition, String field) {
        return (condition instanceof FieldCondition on) ? FieldPath.isWithin(on.field(), field)
                : parts(condition).stream().anyMatch((part) -> asks(part, field));
    }

    private static List<Condition> parts(Condition condition) {
        if (condition instanceof And and) {
            return and.conditions();
        }
        if (condition instanceof Or or) {
            return or.conditions();
        }
        return (condition instanceof Not not) ? List.of(not.condition()) : List.of();
    }

}
