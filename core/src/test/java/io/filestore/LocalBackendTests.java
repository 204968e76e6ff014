package io.filestore;

import java.time.Duration;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

import io.filestore.backend.BackendContract;
import io.filestore.backend.CollectionBackend;
import io.filestore.config.CollectionOptions;

/** Collections in memory, one of which has neither files nor a log. */
class LocalBackendTests extends BackendContract {

    @Override
    protected Opened open() {
        Stores stores = new Stores((builder) -> builder.collection(PLAIN, CollectionOptions.singleFile("plain.json"))
            .collection(INDEXED, CollectionOptions.filePerRecord().withIndexed("n", "tags"))
            .collection(UNIQUE, CollectionOptions.singleFile("unique.jsonl").withUnique("email"))
            .collection(SHORT_LIVED, CollectionOptions.memoryOnly().withTtl(TTL)));
        Store store = stores.open();
        return new Opened() {

            @Override
            public CollectionBackend rows(String collection) {
                return store.backend(collection);
            }

            @Override
            public <T extends @Nullable Object> T transact(Function<Function<String, CollectionBackend>, T> work) {
                return store.transact((transaction) -> work.apply(transaction::backend));
            }

            @Override
            public void advance(Duration time) {
                stores.clock().advance(time);
            }

            @Override
            public void close() {
                store.close();
            }

        };
    }

}
