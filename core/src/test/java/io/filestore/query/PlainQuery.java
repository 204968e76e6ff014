package io.filestore.query;

import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Rows as a plain map, and what a query finds among them, by a look at each and a sort:
 * no index, no plan and none of the code that is tested.
 */
public final class PlainQuery {

    private final Map<String, JsonNode> rows = new HashMap<>();

    /**
     * @param rows the JSON of each row by its id
     */
    public PlainQuery(Map<String, String> rows) {
        rows.forEach(this::put);
    }

    /** A row as a tree in which its id is a field like the others. */
    static JsonNode tree(String id, String json) {
        return ((ObjectNode) TreeOrder.tree(json)).put(Query.ID, id);
    }

    void put(String id, String json) {
        this.rows.put(id, tree(id, json));
    }

    /** Returns whether it was there. */
    boolean remove(String id) {
        return this.rows.remove(id) != null;
    }

    /** The JSON of all rows, with their ids. */
    List<String> rows() {
        return this.rows.values().stream().map(JsonNode::toString).toList();
    }

    /** The ids of the rows that a query finds, in order. */
    public List<String> ids(Query query) {
        return this.rows.entrySet()
            .stream()
            .filter((row) -> matches(query, row.getValue()))
            .sorted(order(query))
            .limit(query.limit().orElse(Integer.MAX_VALUE))
            .map(Map.Entry::getKey)
            .toList();
    }

    static boolean matches(Query query, JsonNode row) {
        return query.condition() == null || TreeMatcher.matches(query.condition(), row);
    }

    /** If the id is named, none is equal to another. */
    private static boolean isBackwards(List<OrderBy> order) {
        return !order.isEmpty() && order.get(order.size() - 1).descending();
    }

    static Comparator<Map.Entry<String, JsonNode>> order(Query query) {
        Comparator<Map.Entry<String, JsonNode>> order = Comparator.comparing(Map.Entry::getValue,
                TreeMatcher.order(query.order()));
        Comparator<Map.Entry<String, JsonNode>> byId = Comparator
            .comparing((Map.Entry<String, JsonNode> entry) -> entry.getKey().codePoints().toArray(), Arrays::compare);
        return order.thenComparing(isBackwards(query.order()) ? byId.reversed() : byId);
    }

}
