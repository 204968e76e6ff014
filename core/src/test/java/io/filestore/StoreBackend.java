package io.filestore;

import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

import io.filestore.backend.BackendContract;
import io.filestore.backend.CollectionBackend;

/** A store as what the contract of backends wants to see. */
public final class StoreBackend {

    private StoreBackend() {
    }

    /**
     * @param advance lets the clock go on
     */
    public static BackendContract.Opened of(Store store, Consumer<Duration> advance) {
        return new BackendContract.Opened() {

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
                advance.accept(time);
            }

            @Override
            public void close() {
                store.close();
            }

        };
    }

}
