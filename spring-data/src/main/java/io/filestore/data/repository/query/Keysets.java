package io.filestore.data.repository.query;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.springframework.data.domain.KeysetScrollPosition;
import org.springframework.data.domain.ScrollPosition;

import io.filestore.error.InvalidQueryException;
import io.filestore.query.OrderBy;
import io.filestore.query.Position;
import io.filestore.query.Query;
import io.filestore.row.Row;

/**
 * Positions in a query as Spring Data hands them around: what the row was ordered by, by
 * its fields, and its id by the name of the property.
 */
final class Keysets {

    private final String id;

    Keysets(String id) {
        this.id = id;
    }

    KeysetScrollPosition of(Query query, Position position, ScrollPosition.Direction direction) {
        Map<String, @Nullable Object> keys = new LinkedHashMap<>();
        for (OrderBy part : query.decidingOrder()) {
            keys.put(part.field(), value(position.value(part)));
        }
        keys.put(this.id, position.id());
        return ScrollPosition.of(keys, direction);
    }

    private static @Nullable Object value(byte @Nullable [] json) {
        if (json == null) {
            return null;
        }
        String row = "{\"key\":" + new String(json, StandardCharsets.UTF_8) + "}";
        return Row.parse(row).as(Map.class).get("key");
    }

    /**
     * The position in a query.
     * @throws InvalidQueryException if it is one in another order
     */
    Position of(Query query, KeysetScrollPosition position) {
        Map<String, Object> keys = position.getKeys();
        Map<String, @Nullable Object> row = new LinkedHashMap<>();
        for (OrderBy part : query.decidingOrder()) {
            requireKey(keys, part.field(), query);
            put(row, part.field(), keys.get(part.field()));
        }
        requireKey(keys, this.id, query);
        return Position.of(query, String.valueOf(keys.get(this.id)), Row.of(row));
    }

    private static void requireKey(Map<String, Object> keys, String key, Query query) {
        if (!keys.containsKey(key)) {
            throw new InvalidQueryException("The position has no '" + key + "', only " + keys.keySet()
                    + ", but rows come in the order " + query.order() + ". Go on with the order with which you began.");
        }
    }

    @SuppressWarnings("unchecked")
    private static void put(Map<String, @Nullable Object> row, String path, @Nullable Object value) {
        int dot = path.indexOf('.');
        if (dot < 0) {
            row.put(path, value);
            return;
        }
        Object within = row.computeIfAbsent(path.substring(0, dot), (name) -> new LinkedHashMap<>());
        put((Map<String, @Nullable Object>) within, path.substring(dot + 1), value);
    }

    /** The query in the contrary order. */
    static Query backwards(Query query) {
        Query turned = Query.all().withLimit(query.limit().orElse(0));
        if (query.condition() != null) {
            turned = turned.and(query.condition());
        }
        if (query.order().isEmpty()) {
            return turned.orderBy(OrderBy.descending(Query.ID));
        }
        for (OrderBy part : query.order()) {
            turned = turned.orderBy(new OrderBy(part.field(), !part.descending(), !part.nullsFirst()));
        }
        return turned;
    }

}
