package io.filestore;

import io.filestore.backend.BackendContract;
import io.filestore.config.CollectionOptions;
import io.filestore.remote.MemoryEngine;

/** Collections of one group, which an engine keeps. */
class RemoteGroupBackendTests extends BackendContract {

    @Override
    protected Opened open() {
        CollectionOptions group = CollectionOptions.of(MemoryEngine.STRATEGY).withGroup("all");
        Stores stores = new Stores((builder) -> builder.engine(new MemoryEngine())
            .collection(PLAIN, group)
            .collection(INDEXED, group.withIndexed("n", "tags"))
            .collection(UNIQUE, group.withUnique("email"))
            .collection(SHORT_LIVED, group.withTtl(TTL)));
        return StoreBackend.of(stores.open(), stores.clock()::advance);
    }

}
