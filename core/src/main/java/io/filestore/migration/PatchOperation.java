package io.filestore.migration;

import java.util.Locale;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;

/**
 * One operation of a JSON Patch.
 *
 * @param kind what it does
 * @param path where
 * @param from where from, for those that need it; else null
 * @param value what with, for those that need it; else null
 */
record PatchOperation(Kind kind, JsonPointer path, @Nullable JsonPointer from, @Nullable JsonNode value) {

    enum Kind {

        ADD, REMOVE, REPLACE, MOVE, COPY, TEST;

        String text() {
            return name().toLowerCase(Locale.ROOT);
        }

    }

    static PatchOperation parse(JsonNode operation) {
        Kind kind = kind(operation.path("op"));
        JsonPointer path = pointer(operation, "path");
        boolean isFrom = kind == Kind.MOVE || kind == Kind.COPY;
        JsonPointer from = isFrom ? pointer(operation, "from") : null;
        JsonNode value = operation.get("value");
        if ((kind == Kind.ADD || kind == Kind.REPLACE || kind == Kind.TEST) && value == null) {
            throw new IllegalArgumentException(operation + " has no value.");
        }
        if (kind == Kind.REMOVE && path.matches()) {
            throw new IllegalArgumentException(operation + " would remove the row itself.");
        }
        if (kind == Kind.MOVE && from != null && (path + "/").startsWith(from + "/") && !path.equals(from)) {
            throw new IllegalArgumentException(operation + " would move something into itself.");
        }
        return new PatchOperation(kind, path, from, value);
    }

    private static Kind kind(JsonNode op) {
        for (Kind kind : Kind.values()) {
            if (op.isString() && kind.text().equals(op.stringValue())) {
                return kind;
            }
        }
        throw new IllegalArgumentException("there is no operation " + op + ".");
    }

    private static JsonPointer pointer(JsonNode operation, String field) {
        JsonNode text = operation.path(field);
        if (!text.isString()) {
            throw new IllegalArgumentException(operation + " has no " + field + ".");
        }
        return JsonPointer.compile(text.stringValue());
    }

    void apply(PatchedTree tree) {
        switch (this.kind) {
            case ADD -> tree.add(this.path, given());
            case REMOVE -> tree.remove(this.path);
            case REPLACE -> tree.replace(this.path, given());
            case MOVE -> {
                JsonNode moved = tree.get(source());
                if (!this.path.equals(this.from)) {
                    tree.remove(source());
                    tree.add(this.path, moved);
                }
            }
            case COPY -> tree.add(this.path, tree.get(source()).deepCopy());
            case TEST -> {
                if (!tree.get(this.path).equals(PatchedTree.BY_VALUE, given())) {
                    throw new IllegalArgumentException("there is " + tree.get(this.path) + ".");
                }
            }
        }
    }

    /** A copy: what is put into one row must not be changed through another. */
    private JsonNode given() {
        return Objects.requireNonNull(this.value).deepCopy();
    }

    private JsonPointer source() {
        return Objects.requireNonNull(this.from);
    }

    /** Such as {@code move from /mail to /email}. */
    @Override
    public String toString() {
        return (this.from != null) ? this.kind.text() + " from " + this.from + " to " + this.path
                : this.kind.text() + " " + this.path;
    }

}
