package io.filestore;

import io.filestore.backend.BackendContract;
import io.filestore.config.CollectionOptions;
import io.filestore.remote.MemoryEngine;

/** Collections whose rows an engine keeps each for itself. */
class RemoteRowBackendTests extends BackendContract {

    private static final CollectionOptions ROWS = CollectionOptions.of(MemoryEngine.STRATEGY);

    @Override
    protected Opened open() {
        return open(ROWS);
    }

    @Override
    protected Opened openUnique() {
        return open(ROWS.withUnique("email"));
    }

    private static Opened open(CollectionOptions unique) {
        Stores stores = new Stores((builder) -> builder.engine(new MemoryEngine())
            .collection(PLAIN, ROWS)
            .collection(INDEXED, ROWS.withIndexed("n", "tags"))
            .collection(UNIQUE, unique)
            .collection(SHORT_LIVED, ROWS.withTtl(TTL)));
        return StoreBackend.of(stores.open(), stores.clock()::advance);
    }

}
