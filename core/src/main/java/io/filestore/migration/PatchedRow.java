package io.filestore.migration;

import java.util.Map;

import io.filestore.row.Row;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A row that has become another by way of its tree. */
final class PatchedRow {

    private PatchedRow() {
    }

    /**
     * The row with what differs between two trees; all other fields keep place and text.
     * @param before the row's tree
     * @param after what has become of it
     */
    static Row of(Row row, ObjectNode before, ObjectNode after) {
        Row changed = row;
        for (String name : row.fieldNames()) {
            changed = after.has(name) ? changed : changed.without(name);
        }
        for (Map.Entry<String, JsonNode> field : after.properties()) {
            if (!field.getValue().equals(before.get(field.getKey()))) {
                changed = changed.with(field.getKey(), field.getValue());
            }
        }
        return changed;
    }

    /** Reads a patch, which may be any JSON. */
    static JsonNode parse(String json) {
        JsonNode value = Row.parse("{\"\":" + json + "}").get("");
        if (value == null) {
            throw new IllegalArgumentException("it is empty");
        }
        return value;
    }

}
