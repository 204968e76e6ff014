package io.filestore.local;

import io.filestore.backend.CollectionBackend;
import io.filestore.memory.CollectionMemory;
import io.filestore.row.DecodedValues;

/** What all see alike of a collection in memory. */
abstract class LocalRows implements CollectionBackend {

    final CollectionMemory collection;

    LocalRows(CollectionMemory collection) {
        this.collection = collection;
    }

    @Override
    public final String name() {
        return this.collection.name();
    }

    @Override
    public final DecodedValues decoded() {
        return this.collection.decoded();
    }

    @Override
    public final boolean isIndexed(String field) {
        return this.collection.indexes().position(field) >= 0;
    }

}
