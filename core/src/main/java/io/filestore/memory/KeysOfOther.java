package io.filestore.memory;

import java.util.HashSet;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import io.filestore.row.StoredRow;

/**
 * Whether another row has the one and the other key: many keys of a row are often those
 * of one other, whose keys are then made only once.
 */
final class KeysOfOther {

    private final FieldIndex index;

    private @Nullable StoredRow row;

    private @Nullable Set<Object> keys;

    KeysOfOther(FieldIndex index) {
        this.index = index;
    }

    boolean has(StoredRow other, Object key) {
        if (this.row != other) {
            this.row = other;
            this.keys = null;
            return this.index.hasKey(other, key);
        }
        Set<Object> known = this.keys;
        if (known == null) {
            known = new HashSet<>(Keys.each(this.index.keys(other)));
            this.keys = known;
        }
        return known.contains(key);
    }

}
