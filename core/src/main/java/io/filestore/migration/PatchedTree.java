package io.filestore.migration;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;

import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A row's tree while a JSON Patch changes it. */
final class PatchedTree {

    /** Numbers are equal if their values are. */
    static final Comparator<JsonNode> BY_VALUE = (one, other) -> (one.isNumber() && other.isNumber())
            ? one.decimalValue().compareTo(other.decimalValue()) : (one.equals(other) ? 0 : 1);

    private static final Pattern INDEX = Pattern.compile("0|[1-9]\\d{0,8}");

    private final Set<String> removed;

    private JsonNode root;

    /**
     * @param removed is added what is removed
     */
    PatchedTree(ObjectNode root, Set<String> removed) {
        this.root = root;
        this.removed = removed;
    }

    JsonNode root() {
        return this.root;
    }

    JsonNode get(JsonPointer path) {
        JsonNode found = this.root;
        for (String name : names(path)) {
            found = child(found, name, path);
        }
        return found;
    }

    private static JsonNode child(JsonNode node, String name, JsonPointer path) {
        JsonNode child = (node instanceof ArrayNode array) ? array.get(index(name, array.size(), path))
                : node.get(name);
        if (child == null) {
            throw new IllegalArgumentException("there is nothing at " + path + ".");
        }
        return child;
    }

    void add(JsonPointer path, JsonNode value) {
        if (path.matches()) {
            this.root = value;
        }
        else if (parent(path) instanceof ObjectNode object) {
            object.set(last(path), value);
        }
        else if (parent(path) instanceof ArrayNode array) {
            array.insert(last(path).equals("-") ? array.size() : index(last(path), array.size() + 1, path), value);
        }
        else {
            throw new IllegalArgumentException("nothing can lie at " + path + ".");
        }
    }

    void replace(JsonPointer path, JsonNode value) {
        get(path);
        if (!path.matches() && parent(path) instanceof ArrayNode array) {
            array.set(index(last(path), array.size(), path), value);
        }
        else {
            add(path, value);
        }
    }

    void remove(JsonPointer path) {
        get(path);
        this.removed.add(String.join(".", fields(path)));
        if (parent(path) instanceof ArrayNode array) {
            array.remove(index(last(path), array.size(), path));
        }
        else if (parent(path) instanceof ObjectNode object) {
            object.remove(last(path));
        }
    }

    /** The names on the way that are not places in an array. */
    private List<String> fields(JsonPointer path) {
        List<String> fields = new ArrayList<>();
        JsonNode node = this.root;
        for (String name : names(path)) {
            if (node.isObject()) {
                fields.add(name);
            }
            node = child(node, name, path);
        }
        return fields;
    }

    private JsonNode parent(JsonPointer path) {
        return get(Objects.requireNonNull(path.head()));
    }

    private static String last(JsonPointer path) {
        return Objects.requireNonNull(path.last()).getMatchingProperty();
    }

    private static List<String> names(JsonPointer path) {
        List<String> names = new ArrayList<>();
        for (JsonPointer at = path; !at.matches(); at = at.tail()) {
            names.add(at.getMatchingProperty());
        }
        return names;
    }

    private static int index(String name, int size, JsonPointer path) {
        int index = INDEX.matcher(name).matches() ? Integer.parseInt(name) : size;
        if (index >= size) {
            throw new IllegalArgumentException("there is no such place in the array: " + path + ".");
        }
        return index;
    }

}
