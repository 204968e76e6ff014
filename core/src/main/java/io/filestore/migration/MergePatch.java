package io.filestore.migration;

import java.util.Set;

import org.jspecify.annotations.Nullable;

import io.filestore.row.Row;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** RFC 7386: an object says what to set, and null what to remove. */
final class MergePatch implements RowStep {

    private final ObjectNode patch;

    private MergePatch(ObjectNode patch) {
        this.patch = patch;
    }

    static MergePatch parse(String json) {
        if (PatchedRow.parse(json) instanceof ObjectNode patch) {
            return new MergePatch(patch);
        }
        throw new IllegalArgumentException("it must be an object, since the result must be one.");
    }

    @Override
    public Row apply(String id, Row row, Set<String> removed) {
        ObjectNode before = row.toNode();
        return PatchedRow.of(row, before, merge(before.deepCopy(), this.patch, "", removed));
    }

    private static ObjectNode merge(@Nullable JsonNode target, ObjectNode patch, String above, Set<String> removed) {
        ObjectNode merged = (target instanceof ObjectNode object) ? object : JsonNodeFactory.instance.objectNode();
        patch.properties().forEach((field) -> {
            String name = field.getKey();
            String path = above.isEmpty() ? name : above + "." + name;
            if (field.getValue().isNull()) {
                merged.remove(name);
                removed.add(path);
            }
            else if (field.getValue() instanceof ObjectNode within) {
                merged.set(name, merge(merged.get(name), within, path, removed));
            }
            else {
                merged.set(name, field.getValue());
            }
        });
        return merged;
    }

}
