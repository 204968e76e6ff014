package io.filestore.concurrent;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import io.filestore.Store;
import io.filestore.config.CollectionOptions;
import io.filestore.event.StoreListener;
import io.filestore.io.FileModes;
import io.filestore.io.StoreDirectory;
import io.filestore.process.WrappedDirectory;
import io.filestore.report.FlushReport;
import io.filestore.row.Row;

import static org.assertj.core.api.Assertions.assertThat;

/** An application closes its store, and a shutdown hook does so, too. */
@Timeout(60)
class CloseTwiceTests {

    @TempDir
    Path directory;

    private final CountDownLatch mayFlush = new CountDownLatch(1);

    private final CountDownLatch flushing = new CountDownLatch(1);

    private final AtomicBoolean blocking = new AtomicBoolean();

    private Store open() {
        StoreDirectory disk = new WrappedDirectory(StoreDirectory.at(this.directory, FileModes.ownerOnly())) {

            @Override
            protected void before(String call, Path file) throws IOException {
                if (call.equals("rename") && file.endsWith("free.json") && CloseTwiceTests.this.blocking.get()) {
                    CloseTwiceTests.this.flushing.countDown();
                    await(CloseTwiceTests.this.mayFlush);
                }
            }

        };
        return Store.builder(this.directory)
            .directory(disk)
            .automaticFlush(false)
            .collection("free", CollectionOptions.singleFile("free.json").withWal(false))
            .open();
    }

    @Test
    void secondCloseWaitsUntilTheFirstHasWrittenEverything() throws Exception {
        Store store = open();
        store.collection("free").put("a", Row.parse("{}"));
        this.blocking.set(true);
        AtomicBoolean seenByTheSecond = new AtomicBoolean();
        Thread first = new Thread(store::close);
        Thread second = new Thread(() -> {
            store.close();
            seenByTheSecond.set(this.directory.resolve("free.json").toFile().exists());
        });
        first.start();
        await(this.flushing);
        second.start();
        Awaitility.await()
            .pollInterval(Duration.ofMillis(1))
            .until(() -> second.getState() == Thread.State.WAITING || !second.isAlive());
        this.mayFlush.countDown();
        first.join();
        second.join();
        assertThat(seenByTheSecond).isTrue();
    }

    @Test
    void interruptDoesNotEndTheWait() throws Exception {
        Store store = open();
        store.collection("free").put("a", Row.parse("{}"));
        this.blocking.set(true);
        AtomicBoolean interrupted = new AtomicBoolean();
        Thread first = new Thread(store::close);
        Thread second = new Thread(() -> {
            Thread.currentThread().interrupt();
            store.close();
            interrupted.set(Thread.interrupted() && this.directory.resolve("free.json").toFile().exists());
        });
        first.start();
        await(this.flushing);
        second.start();
        this.mayFlush.countDown();
        second.join();
        first.join();
        assertThat(interrupted).isTrue();
    }

    @Test
    void listenerThatClosesTheStoreWhileItIsClosedDoesNotWaitForItself() throws Exception {
        Store store = open();
        CountDownLatch told = new CountDownLatch(1);
        AtomicReference<Thread> teller = new AtomicReference<>();
        store.addListener(new StoreListener() {

            @Override
            public void onFlush(FlushReport report) {
                teller.set(Thread.currentThread());
                store.close();
                told.countDown();
            }

        });
        store.collection("free").put("a", Row.parse("{}"));
        this.blocking.set(true);
        Thread first = new Thread(store::close);
        first.start();
        await(this.flushing);
        this.mayFlush.countDown();
        first.join();
        assertThat(told.getCount()).as("what the listener has not come back from").isZero();
        assertThat(teller.get()).isNotNull();
        assertThat(store.isClosed()).isTrue();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        }
        catch (InterruptedException ex) {
            throw new IllegalStateException(ex);
        }
    }

}
