package io.filestore;

import io.filestore.backend.BackendContract;
import io.filestore.config.CollectionOptions;

/** Collections in memory, one of which has neither files nor a log. */
class LocalBackendTests extends BackendContract {

    @Override
    protected Opened open() {
        Stores stores = new Stores((builder) -> builder.collection(PLAIN, CollectionOptions.singleFile("plain.json"))
            .collection(INDEXED, CollectionOptions.filePerRecord().withIndexed("n", "tags"))
            .collection(UNIQUE, CollectionOptions.singleFile("unique.jsonl").withUnique("email"))
            .collection(SHORT_LIVED, CollectionOptions.memoryOnly().withTtl(TTL)));
        return StoreBackend.of(stores.open(), stores.clock()::advance);
    }

}
