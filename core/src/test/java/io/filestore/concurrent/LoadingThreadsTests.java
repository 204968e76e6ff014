package io.filestore.concurrent;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;

import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import io.filestore.Store;
import io.filestore.StoreBuilder;
import io.filestore.config.CollectionOptions;
import io.filestore.io.FileBatch;
import io.filestore.io.MemoryDirectory;
import io.filestore.row.DirtyRows;
import io.filestore.storage.RowSink;
import io.filestore.storage.StorageStrategy;
import io.filestore.storage.StorageStrategyFactory;
import io.filestore.storage.StrategyContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/** A collection is being loaded while its store ends. */
@Timeout(60)
class LoadingThreadsTests {

    private final MemoryDirectory disk = new MemoryDirectory();

    private final CountDownLatch loading = new CountDownLatch(1);

    private final CountDownLatch mayLoad = new CountDownLatch(1);

    private final AtomicBoolean loaded = new AtomicBoolean();

    private StoreBuilder builder() {
        return Store.builder(this.disk.root()).directory(this.disk).automaticFlush(false);
    }

    private interface Load {

        void run() throws IOException;

    }

    private record Factory(String name, Load load) implements StorageStrategyFactory {

        @Override
        public StorageStrategy create(StrategyContext context) {
            return new StorageStrategy() {

                @Override
                public Path path() {
                    return context.path();
                }

                @Override
                public @Nullable Path indexDirectory() {
                    return null;
                }

                @Override
                public void load(RowSink sink) throws IOException {
                    Factory.this.load.run();
                }

                @Override
                public long write(DirtyRows rows, FileBatch batch) {
                    return 0;
                }

                @Override
                public Path fileOf(String rowId) {
                    return context.path();
                }

            };
        }

    }

    @Test
    void closingWaitsForACollectionThatIsBeingOpened() {
        Store store = builder().strategy(new Factory("slow", () -> {
            this.loading.countDown();
            await(this.mayLoad);
            this.loaded.set(true);
        })).unconfiguredCollections("slow").open();
        CompletableFuture<Void> opening = CompletableFuture.runAsync(() -> store.collection("late"));
        await(this.loading);
        AtomicReference<Boolean> loadedWhenClosed = new AtomicReference<>();
        Thread closing = new Thread(() -> {
            store.close();
            loadedWhenClosed.set(this.loaded.get());
        });
        closing.start();
        Awaitility.await().until(() -> closing.getState() == Thread.State.WAITING);
        this.mayLoad.countDown();
        opening.join();
        Awaitility.await().untilAsserted(() -> assertThat(loadedWhenClosed).hasValue(true));
    }

    @Test
    void aStartThatFailsWaitsForItsOtherLoads() {
        StoreBuilder builder = builder().strategy(new Factory("slow", () -> {
            this.loading.countDown();
            try {
                this.mayLoad.await();
            }
            catch (InterruptedException ex) {
                // As one that has a step left which it must not break off.
                pause();
                this.loaded.set(true);
            }
        })).strategy(new Factory("bad", () -> {
            await(this.loading);
            throw new IllegalStateException("An error in the code");
        })).collection("a", CollectionOptions.of("bad")).collection("b", CollectionOptions.of("slow"));
        assertThatIllegalStateException().isThrownBy(builder::open);
        assertThat(this.loaded).isTrue();
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
        }
        catch (InterruptedException ex) {
            throw new IllegalStateException(ex);
        }
    }

    private static void pause() {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(200);
        while (System.nanoTime() < end) {
            Thread.onSpinWait();
        }
    }

}
