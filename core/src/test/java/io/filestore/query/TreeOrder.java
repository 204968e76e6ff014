package io.filestore.query;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import io.filestore.row.RowCodec;

/**
 * The order of values as one would write it without a thought for speed: on trees, with
 * {@link BigDecimal}.
 */
final class TreeOrder implements Comparator<@Nullable JsonNode> {

    private static final JsonMapper MAPPER = RowCodec.defaultMapper().build();

    static JsonNode tree(String json) {
        return MAPPER.readTree(json);
    }

    @Override
    public int compare(@Nullable JsonNode one, @Nullable JsonNode other) {
        int rank = rank(one);
        if (one == null || other == null || rank != rank(other)) {
            return Integer.compare(rank, rank(other));
        }
        return switch (rank) {
            case 1 -> Boolean.compare(one.booleanValue(), other.booleanValue());
            case 2 -> one.decimalValue().compareTo(other.decimalValue());
            case 3 ->
                Arrays.compare(one.stringValue().codePoints().toArray(), other.stringValue().codePoints().toArray());
            case 4 -> compareAll(one.values().stream().toList(), other.values().stream().toList());
            case 5 -> compareAll(fields(one), fields(other));
            default -> 0;
        };
    }

    private List<JsonNode> fields(JsonNode object) {
        return object.propertyStream()
            .map((field) -> (JsonNode) MAPPER.createArrayNode().add(field.getKey()).add(field.getValue()))
            .sorted(Comparator.comparing((field) -> field.get(0), this))
            .toList();
    }

    private int compareAll(List<JsonNode> ones, List<JsonNode> others) {
        for (int i = 0; i < Math.min(ones.size(), others.size()); i++) {
            int compared = compare(ones.get(i), others.get(i));
            if (compared != 0) {
                return compared;
            }
        }
        return Integer.compare(ones.size(), others.size());
    }

    private static int rank(@Nullable JsonNode node) {
        if (node == null || node.isNull()) {
            return 0;
        }
        return node.isBoolean() ? 1 : (node.isNumber() ? 2 : (node.isString() ? 3 : (node.isArray() ? 4 : 5)));
    }

}
