package io.filestore.row;

import java.util.List;

import io.filestore.json.SeededHash;

/**
 * A key of an index over several fields: one key of each of them, in their order. Not
 * null, and nothing that {@link IndexKey} makes of one value.
 *
 * @param parts none of them null
 */
public record CompoundKey(List<Object> parts) {

    public CompoundKey {
        parts = List.copyOf(parts);
    }

    /** As {@link IndexKey#hash}, so that nobody outside can choose many with one hash. */
    @Override
    public int hashCode() {
        int hash = 0;
        for (Object part : this.parts) {
            hash = SeededHash.of((long) hash << Integer.SIZE ^ IndexKey.hash(part));
        }
        return hash;
    }

}
