package io.filestore.query;

import org.jspecify.annotations.Nullable;

/**
 * Where a row stands in an order: what its fields count as there, and its id. For sorting
 * many rows without looking into each of them again and again.
 */
public final class RowKeys {

    private final byte[] @Nullable [] values;

    private final long prefix;

    private final String id;

    /**
     * @param values canonical JSON, null for nothing
     * @param prefix less than another one's if the first value comes before that one's
     */
    RowKeys(byte[] @Nullable [] values, long prefix, String id) {
        this.values = values;
        this.prefix = prefix;
        this.id = id;
    }

    byte[] @Nullable [] values() {
        return this.values;
    }

    long prefix() {
        return this.prefix;
    }

    public String id() {
        return this.id;
    }

}
