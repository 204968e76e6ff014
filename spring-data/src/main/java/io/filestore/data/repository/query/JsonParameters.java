package io.filestore.data.repository.query;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

import io.filestore.error.InvalidQueryException;
import io.filestore.row.Row;

/** Whether the parameters in the JSON of a query stand where values are. */
final class JsonParameters {

    /** What is said of a field by true and false, or by more conditions. */
    private static final Set<String> NO_VALUES = Set.of("exists", "isNull", "ignoreCase", "not");

    private static final Set<String> BOUNDS = Set.of("gt", "gte", "lt", "lte");

    private final List<BoundValue> values;

    private JsonParameters(List<BoundValue> values) {
        this.values = values;
    }

    /**
     * Checks them.
     * @param values to which constants are added that stand beside a parameter in a range
     * @return the query with each list that is a parameter as an array of it
     * @throws InvalidQueryException naming one that stands elsewhere
     */
    static Row require(Row query, List<BoundValue> values) {
        ObjectNode tree = query.toNode();
        new JsonParameters(values).query(tree);
        Map<String, JsonNode> parts = new LinkedHashMap<>();
        tree.properties().forEach((part) -> parts.put(part.getKey(), part.getValue()));
        return Row.of(parts);
    }

    private void query(ObjectNode tree) {
        tree.properties().forEach((part) -> {
            requireValueless(part.getKey());
            if (part.getKey().equals("where")) {
                conditions("where", part.getValue());
            }
            if (part.getKey().equals("orderBy") || part.getKey().equals("limit")) {
                requireNone(part.getKey(), part.getValue());
            }
        });
    }

    private void requireNone(String part, JsonNode node) {
        String parameter = parameter(node);
        if (parameter != null) {
            throw new InvalidQueryException("Its @Query has " + parameter + " in " + part
                    + ", where no parameter can be. Let the method take a Sort for the order, and a Limit.");
        }
        node.forEach((each) -> requireNone(part, each));
    }

    private void conditions(String within, JsonNode node) {
        requireValueless(node, within);
        if (node instanceof ArrayNode several) {
            several.forEach((each) -> conditions(within, each));
        }
        if (node instanceof ObjectNode fields) {
            fields.properties().forEach((field) -> {
                requireValueless(field.getKey());
                switch (field.getKey()) {
                    case "and", "or", "not" -> conditions(field.getKey(), field.getValue());
                    default -> operators(field.getValue());
                }
            });
        }
    }

    private void operators(JsonNode node) {
        if (node instanceof ObjectNode operators) {
            boolean between = BOUNDS.stream().anyMatch((each) -> parameter(operators.path(each)) != null);
            for (String operator : List.copyOf(operators.propertyNames())) {
                requireValueless(operator);
                if (NO_VALUES.contains(operator)) {
                    requireValueless(operators.get(operator), operator);
                    operators(operators.get(operator));
                }
                else {
                    value(operators, operator, between);
                }
            }
        }
    }

    private void value(ObjectNode operators, String operator, boolean between) {
        JsonNode value = operators.get(operator);
        boolean parameter = parameter(value) != null;
        if (parameter && (operator.equals("in") || operator.equals("notIn"))) {
            operators.putArray(operator).add(value);
        }
        else if (!parameter && between && BOUNDS.contains(operator)) {
            operators.put(operator, Placeholders.mark(this.values.size()));
            this.values.add(new BoundValue(value.toString(), BoundValue.NONE, (arguments) -> value));
        }
    }

    private void requireValueless(JsonNode node, String where) {
        String parameter = parameter(node);
        if (parameter != null) {
            throw new InvalidQueryException("Its @Query has " + parameter + " for " + where
                    + ", but a parameter is always a value to compare with. Write a method for each case.");
        }
    }

    private void requireValueless(String name) {
        int index = Placeholders.index(name);
        if (index >= 0) {
            throw new InvalidQueryException("Its @Query has " + this.values.get(index).name()
                    + " for a name, but a parameter is always a value to compare with. Write a method for each field.");
        }
    }

    private @Nullable String parameter(JsonNode node) {
        int index = node.isString() ? Placeholders.index(node.stringValue()) : -1;
        return (index >= 0) ? this.values.get(index).name() : null;
    }

}
