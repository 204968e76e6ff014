package io.filestore.local;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

import io.filestore.memory.FieldIndex;
import io.filestore.memory.Keys;
import io.filestore.row.StoredRow;

/**
 * The rows that one transaction has written, by the value of one field, so that a search
 * in it does not look through all of them.
 */
final class OwnKeys {

    private final FieldIndex field;

    private final Map<Object, Set<String>> ids = new HashMap<>();

    OwnKeys(FieldIndex field) {
        this.field = field;
    }

    void add(StoredRow row) {
        for (Object key : Keys.each(this.field.keys(row))) {
            this.ids.computeIfAbsent(key, (k) -> new LinkedHashSet<>()).add(row.id());
        }
    }

    void remove(StoredRow row) {
        for (Object key : Keys.each(this.field.keys(row))) {
            Set<String> rows = this.ids.getOrDefault(key, Set.of());
            rows.remove(row.id());
            if (rows.isEmpty()) {
                this.ids.remove(key);
            }
        }
    }

    Set<String> ids(Object key) {
        return this.ids.getOrDefault(key, Set.of());
    }

}
