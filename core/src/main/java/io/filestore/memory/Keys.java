package io.filestore.memory;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * The keys that a row has in one index, as they are handed about: null for none, one, or
 * several as an array.
 */
public final class Keys {

    private Keys() {
    }

    /** The key, or keys, that are not among others; each is looked at once. */
    public static @Nullable Object without(@Nullable Object keys, @Nullable Object others) {
        if (keys == null || others == null) {
            return keys;
        }
        if (!(keys instanceof Object[]) && !(others instanceof Object[])) {
            return keys.equals(others) ? null : keys;
        }
        Set<Object> known = new HashSet<>(each(others));
        Object[] rest = each(keys).stream().filter((key) -> !known.contains(key)).toArray();
        return (rest.length > 0) ? rest : null;
    }

    /** One or several keys as a list. */
    public static List<Object> each(@Nullable Object keys) {
        if (keys == null) {
            return List.of();
        }
        return (keys instanceof Object[] several) ? Arrays.asList(several) : List.of(keys);
    }

}
