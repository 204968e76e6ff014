package io.filestore.remote;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import io.filestore.backend.CollectionBackend;
import io.filestore.config.CollectionOptions;
import io.filestore.json.FieldReader;
import io.filestore.row.StoredRow;

/**
 * What an engine is to change so that a row is there, or is not, by a collection's
 * options.
 */
public final class RowChanges {

    private final String name;

    private final List<String> fields;

    private final FieldReader reader;

    private final UniqueKeys unique;

    public RowChanges(String name, CollectionOptions options) {
        this.name = name;
        Set<String> indexed = new LinkedHashSet<>();
        Stream.concat(options.indexed().stream(), options.unique().stream()).forEach(indexed::addAll);
        this.fields = List.copyOf(indexed);
        this.reader = new FieldReader(this.fields);
        this.unique = new UniqueKeys(name, options.unique());
    }

    /** The collection's name. */
    public String name() {
        return this.name;
    }

    /** The fields that rows are found by, each once. */
    List<String> fields() {
        return this.fields;
    }

    UniqueKeys unique() {
        return this.unique;
    }

    /** The change that stores a row, without its keys. */
    RemoteChange row(String id, byte[] json, long expiresAt, long expected) {
        return new RemoteChange(this.name, id, json, expiresAt, expected, terms(json));
    }

    /**
     * The changes that put a row and the keys that it alone has, which nobody has yet:
     * first that of the row.
     * @param expected the version of the row that must be there
     */
    public List<RemoteChange> put(StoredRow row, long expected) {
        List<RemoteChange> changes = new ArrayList<>();
        changes.add(row(row.id(), row.json(), row.expiresAt(), expected));
        for (String key : this.unique.of(row.id(), row.json()).keySet()) {
            changes.add(new RemoteChange(this.unique.name(), key, UniqueKeys.held(row.id()), row.expiresAt(),
                    CollectionBackend.ABSENT, List.of()));
        }
        return changes;
    }

    /** The changes that delete a row with its keys: first that of the row. */
    public List<RemoteChange> delete(StoredRow row, long expected) {
        List<RemoteChange> changes = new ArrayList<>();
        changes.add(new RemoteChange(this.name, row.id(), null, 0, expected, List.of()));
        for (String key : this.unique.of(row.id(), row.json()).keySet()) {
            changes.add(new RemoteChange(this.unique.name(), key, null, 0, CollectionBackend.ANY, List.of()));
        }
        return changes;
    }

    /**
     * Looks for another row that has a key that this one is to have.
     * @param key the change of the key
     * @return the id of the other row, null if there is none
     */
    public @Nullable String otherWith(RemoteChange key, String id, Iterable<StoredRow> rows) {
        for (StoredRow row : rows) {
            if (!row.id().equals(id) && this.unique.of(row.id(), row.json()).containsKey(key.rowId())) {
                return row.id();
            }
        }
        return null;
    }

    private List<IndexTerm> terms(byte[] json) {
        List<IndexTerm> terms = new ArrayList<>();
        if (!this.fields.isEmpty()) {
            byte[] @Nullable [] values = this.reader.read(json);
            for (int i = 0; i < values.length; i++) {
                byte[] value = values[i];
                if (value != null) {
                    terms.addAll(IndexTerm.all(this.fields.get(i), value));
                }
            }
        }
        return terms;
    }

}
