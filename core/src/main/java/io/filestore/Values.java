package io.filestore;

import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import io.filestore.backend.CollectionBackend;
import io.filestore.row.PutResult;
import io.filestore.row.RowCodec;
import io.filestore.row.RowIds;
import io.filestore.row.StoredRow;
import tools.jackson.databind.JsonNode;

/**
 * The store's global values: a map of keys to any JSON values, for what belongs to no
 * collection, such as the version of the application's data. Kept in
 * {@code _values.json}, logged like a collection. Keys obey the rules of row ids.
 */
public final class Values {

    private final CollectionBackend rows;

    private final RowCodec codec;

    Values(CollectionBackend rows, RowCodec codec) {
        this.rows = rows;
        this.codec = codec;
    }

    /** The value of a key as JSON, empty if there is none. */
    public Optional<JsonNode> get(String key) {
        return get(key, JsonNode.class);
    }

    /**
     * The value of a key, empty if there is none, or if it is the JSON null.
     * @throws io.filestore.error.InvalidRowException if it cannot be read as this type
     */
    public <T> Optional<T> get(String key, Class<T> type) {
        StoredRow row = this.rows.read(key);
        return (row != null) ? Optional.ofNullable(this.codec.decodeValue(row.json(), type)) : Optional.empty();
    }

    public boolean contains(String key) {
        return this.rows.read(key) != null;
    }

    /**
     * Stores a value: a string, number, boolean, null, or anything that can be written as
     * JSON.
     */
    public PutResult put(String key, @Nullable Object value) {
        RowIds.require(key);
        return this.rows.put(key, this.codec.encodeValue(value), CollectionBackend.ANY);
    }

    /** Deletes a key; returns whether it was there. */
    public boolean delete(String key) {
        return this.rows.delete(key, CollectionBackend.ANY);
    }

    /** All keys, sorted. */
    public List<String> keys() {
        return this.rows.rows().map(StoredRow::id).sorted().toList();
    }

}
