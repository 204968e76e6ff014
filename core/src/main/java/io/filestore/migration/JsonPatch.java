package io.filestore.migration;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import io.filestore.row.Row;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** RFC 6902: operations that are done one after the other, all of them or none. */
final class JsonPatch implements RowStep {

    private final List<PatchOperation> operations;

    private JsonPatch(List<PatchOperation> operations) {
        this.operations = operations;
    }

    static JsonPatch parse(String json) {
        if (!(PatchedRow.parse(json) instanceof ArrayNode patch)) {
            throw new IllegalArgumentException("it must be an array of operations.");
        }
        List<PatchOperation> operations = new ArrayList<>();
        for (JsonNode operation : patch) {
            operations.add(PatchOperation.parse(operation));
        }
        return new JsonPatch(List.copyOf(operations));
    }

    @Override
    public Row apply(String id, Row row, Set<String> removed) {
        ObjectNode before = row.toNode();
        PatchedTree tree = new PatchedTree(before.deepCopy(), removed);
        for (PatchOperation operation : this.operations) {
            try {
                operation.apply(tree);
            }
            catch (IllegalArgumentException ex) {
                throw new IllegalArgumentException(operation + ": " + ex.getMessage(), ex);
            }
        }
        if (tree.root() instanceof ObjectNode after) {
            return PatchedRow.of(row, before, after);
        }
        throw new IllegalArgumentException("what comes out is no JSON object");
    }

}
