package io.filestore.row;

import java.util.UUID;

import org.jspecify.annotations.Nullable;

/** What a row's id can be as a Java value. */
enum IdKind {

    TEXT {

        @Override
        boolean fits(String id) {
            return true;
        }

    },

    UUID {

        @Override
        boolean fits(String id) {
            return id.length() == 36 && java.util.UUID.fromString(id).toString().equals(id);
        }

    },

    LONG {

        @Override
        boolean fits(String id) {
            return Long.toString(Long.parseLong(id)).equals(id);
        }

    },

    INTEGER {

        @Override
        boolean fits(String id) {
            return Integer.toString(Integer.parseInt(id)).equals(id);
        }

    };

    /** Null for a class that no id can be. */
    static @Nullable IdKind of(Class<?> type) {
        if (type == String.class) {
            return TEXT;
        }
        if (type == UUID.class) {
            return UUID;
        }
        if (type == Long.class || type == long.class) {
            return LONG;
        }
        return (type == Integer.class || type == int.class) ? INTEGER : null;
    }

    /** Whether it is written as such a value is. */
    boolean accepts(String id) {
        try {
            return fits(id);
        }
        catch (IllegalArgumentException ex) {
            return false;
        }
    }

    /**
     * @throws IllegalArgumentException if it is not
     */
    abstract boolean fits(String id);

    boolean isNumber() {
        return this == LONG || this == INTEGER;
    }

}
