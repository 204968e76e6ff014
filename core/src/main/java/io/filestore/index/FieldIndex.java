package io.filestore.index;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import org.jspecify.annotations.Nullable;

/**
 * The rows of a collection by the value of one field. One thread changes it at a time;
 * any number may read meanwhile, and find at least the rows that had the key before and
 * after.
 */
public final class FieldIndex {

    /**
     * Up to here the ids of a key are an array that is copied at each change, beyond it a
     * concurrent set.
     */
    private static final int SMALL = 8;

    private final String field;

    private final boolean unique;

    /**
     * Key to ids: a {@code String}, a {@code String[]} or a {@code Set<String>},
     * whichever is smallest.
     */
    private final ConcurrentHashMap<Object, Object> ids = new ConcurrentHashMap<>();

    public FieldIndex(String field, boolean unique) {
        this.field = field;
        this.unique = unique;
    }

    public String field() {
        return this.field;
    }

    public boolean isUnique() {
        return this.unique;
    }

    /** Whether two rows must not share this key. */
    public boolean isUnique(Object key) {
        return this.unique && !IndexKey.isNull(key);
    }

    /** Adds a row under its key, or under each of its keys. */
    public void add(@Nullable Object keys, String id) {
        for (Object key : each(keys)) {
            this.ids.merge(key, id, (old, added) -> with(old, id));
        }
    }

    /** Takes a row away from the keys that it had and has no longer. */
    public void remove(@Nullable Object keys, @Nullable Object kept, String id) {
        List<Object> stay = each(kept);
        for (Object key : each(keys)) {
            if (!stay.contains(key)) {
                this.ids.computeIfPresent(key, (k, old) -> without(old, id));
            }
        }
    }

    /** The ids of the rows under this key, in no order. */
    @SuppressWarnings("unchecked")
    public Collection<String> ids(Object key) {
        Object found = this.ids.get(key);
        if (found == null) {
            return List.of();
        }
        if (found instanceof String id) {
            return List.of(id);
        }
        return (found instanceof String[] several) ? Arrays.asList(several) : (Set<String>) found;
    }

    /** How many pairs of a key and a row there are. Costs in proportion to the keys. */
    public long entries() {
        return this.ids.keySet().stream().mapToLong((key) -> ids(key).size()).sum();
    }

    /** One or several keys as a list. */
    public static List<Object> each(@Nullable Object keys) {
        if (keys == null) {
            return List.of();
        }
        return (keys instanceof Object[] several) ? Arrays.asList(several) : List.of(keys);
    }

    @SuppressWarnings("unchecked")
    private static Object with(Object old, String id) {
        if (old instanceof String one) {
            return one.equals(id) ? one : new String[] { one, id };
        }
        if (old instanceof Set<?> set) {
            ((Set<String>) set).add(id);
            return set;
        }
        String[] several = (String[]) old;
        if (Arrays.asList(several).contains(id)) {
            return several;
        }
        if (several.length == SMALL) {
            Set<String> set = ConcurrentHashMap.newKeySet();
            set.addAll(Arrays.asList(several));
            set.add(id);
            return set;
        }
        String[] more = Arrays.copyOf(several, several.length + 1);
        more[several.length] = id;
        return more;
    }

    private static @Nullable Object without(Object old, String id) {
        if (old instanceof String one) {
            return one.equals(id) ? null : one;
        }
        if (old instanceof Set<?> set) {
            set.remove(id);
            return set.isEmpty() ? null : set;
        }
        String[] rest = Arrays.stream((String[]) old).filter((one) -> !one.equals(id)).toArray(String[]::new);
        return (rest.length == 1) ? rest[0] : rest;
    }

}
