package io.filestore.memory;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import io.filestore.row.CompoundKey;
import io.filestore.row.IndexKey;

/**
 * The keys of a row in an index over several fields: each combination of a key of each
 * field. A row in which one of the fields is missing, null or an object has none.
 */
public final class CompoundKeys {

    private enum Mark {

        TOO_MANY

    }

    /**
     * The only key of a row in which arrays in several fields give more than
     * {@link OrderedKeys#MOST} combinations.
     */
    static final Object TOO_MANY = Mark.TOO_MANY;

    private CompoundKeys() {
    }

    /**
     * The key, or keys, of some values, as {@link Keys} says.
     * @param values as JSON, null for missing
     * @param from the first that belongs to the index
     * @param count how many do
     */
    public static @Nullable Object of(byte[] @Nullable [] values, int from, int count) {
        List<List<Object>> each = new ArrayList<>(count);
        long combinations = 1;
        int several = 0;
        for (int i = from; i < from + count; i++) {
            List<Object> keys = keysOf(values[i]);
            several += (keys.size() > 1) ? 1 : 0;
            combinations = Math.min(combinations * keys.size(), Integer.MAX_VALUE);
            each.add(keys);
        }
        if (combinations == 0) {
            return null;
        }
        if (several > 1 && combinations > OrderedKeys.MOST) {
            return TOO_MANY;
        }
        List<Object> all = combined(each);
        return (all.size() == 1) ? all.get(0) : all.toArray();
    }

    /** Whether these are more than can be had. */
    public static boolean isTooMany(@Nullable Object keys) {
        return keys == TOO_MANY;
    }

    private static List<Object> keysOf(byte @Nullable [] value) {
        Object keys = (value != null) ? IndexKey.of(value) : null;
        if (keys instanceof Object[]) {
            return Keys.each(keys).stream().filter((key) -> !IndexKey.isNull(key)).toList();
        }
        return (keys == null || IndexKey.isNull(keys)) ? List.of() : List.of(keys);
    }

    /** A {@link CompoundKey} for each combination of one of each list. */
    static List<Object> combined(List<List<Object>> each) {
        List<List<Object>> combinations = List.of(List.of());
        for (List<Object> keys : each) {
            List<List<Object>> longer = new ArrayList<>(combinations.size() * keys.size());
            for (List<Object> begin : combinations) {
                for (Object key : keys) {
                    List<Object> both = new ArrayList<>(begin);
                    both.add(key);
                    longer.add(both);
                }
            }
            combinations = longer;
        }
        return combinations.stream().<Object>map(CompoundKey::new).toList();
    }

}
