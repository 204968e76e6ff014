package io.filestore.autoconfigure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

import jakarta.annotation.PreDestroy;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.LazyInitializationBeanFactoryPostProcessor;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.SmartLifecycle;
import org.springframework.scheduling.concurrent.ExecutorConfigurationSupport;

import io.filestore.Store;
import io.filestore.row.Row;

import static org.assertj.core.api.Assertions.assertThat;

@ExtendWith(OutputCaptureExtension.class)
class FileStoreLifecycleTests {

    @TempDir
    Path directory;

    private ApplicationContextRunner runner() {
        return Contexts.over(this.directory)
            .withPropertyValues("filestore.collections.users.strategy=file-per-record",
                    "filestore.collections.users.wal=false", "filestore.flush.interval=1h");
    }

    private Path file(String id) {
        return this.directory.resolve("users/" + id + ".json");
    }

    @Test
    void flushesAtTheInterval() {
        runner().withPropertyValues("filestore.flush.interval=10ms").run((context) -> {
            put(context.getBean(Store.class), "1");
            Awaitility.await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> assertThat(file("1")).exists());
        });
    }

    @Test
    void itsPhaseIsTheOneThatOthersCanBeOrderedAgainst() {
        runner().run((context) -> assertThat(context.getBean(FileStoreLifecycle.class).getPhase())
            .isEqualTo(FileStoreLifecycle.PHASE));
    }

    @Test
    void nothingIsFlushedBeforeTheApplicationRuns() {
        runner().withBean(Early.class).run((context) -> {
            assertThat(context.getBean(Early.class).flushing).isFalse();
            assertThat(context.getBean(Store.class).isFlushing()).isTrue();
        });
    }

    @Test
    void canBeStoppedAndStartedAgainAndAgain() {
        runner().run((context) -> {
            Store store = context.getBean(Store.class);
            for (int round = 0; round < 3; round++) {
                assertThat(store.isFlushing()).isTrue();
                put(store, "before-" + round);
                context.stop();
                assertThat(store.isFlushing()).isFalse();
                assertThat(file("before-" + round)).exists();
                put(store, "after-" + round);
                context.start();
            }
            assertThat(file("after-2")).doesNotExist();
        });
        assertThat(file("after-2")).exists();
    }

    @Test
    void pausedContextKeepsTheStoreOpen() {
        runner().run((context) -> {
            Store store = context.getBean(Store.class);
            put(store, "1");
            context.getSourceApplicationContext().pause();
            assertThat(store.isFlushing()).isFalse();
            assertThat(file("1")).exists();
            context.getSourceApplicationContext().restart();
            assertThat(store.isFlushing()).isTrue();
            put(store, "2");
        });
        assertThat(file("2")).exists();
    }

    @Test
    void flushesWithLazyInitializationToo() {
        runner()
            .withInitializer(
                    (context) -> context.addBeanFactoryPostProcessor(new LazyInitializationBeanFactoryPostProcessor()))
            .run((context) -> assertThat(context.getBean(Store.class).isFlushing()).isTrue());
    }

    @Test
    void executorsThatDrainWriteBeforeTheLastFlush() {
        runner().withBean(Draining.class).run((context) -> {
            context.stop();
            assertThat(file("drained")).exists();
        });
    }

    @Test
    void dependantWritesInItsPreDestroy() {
        runner().withBean(Dependant.class).run((context) -> assertThat(context).hasNotFailed());
        assertThat(file("farewell")).exists();
    }

    @Test
    void closedStoreIsNoTrouble(CapturedOutput output) {
        runner().run((context) -> {
            context.getBean(Store.class).close();
            context.stop();
            context.start();
        });
        assertThat(output).contains("Nothing is flushed: ").doesNotContain("flush at shutdown has failed");
    }

    @Test
    void failingLastFlushIsLoggedAndDoesNotBreakTheShutdown(CapturedOutput output) {
        runner().withBean(Farewell.class).run((context) -> {
            put(context.getBean(Store.class), "1");
            Files.writeString(this.directory.resolve("users"), "in the way");
        });
        assertThat(output).contains("The flush at shutdown has failed").contains("destroyed after all");
    }

    @Test
    void readOnlyStoreIsNotFlushed(CapturedOutput output) throws IOException {
        Files.createDirectories(this.directory);
        runner().withPropertyValues("filestore.read-only=true").run((context) -> {
            assertThat(context.getBean(FileStoreLifecycle.class).isRunning()).isTrue();
            context.stop();
            assertThat(context.getBean(FileStoreLifecycle.class).isRunning()).isFalse();
        });
        assertThat(output).doesNotContain("flush at shutdown");
    }

    private static void put(Store store, String id) {
        store.collection("users").put(id, Row.parse("{}"));
    }

    static class Farewell {

        @PreDestroy
        void farewell() {
            System.out.println("destroyed after all");
        }

    }

    record Dependant(Store store) {

        @PreDestroy
        void farewell() {
            put(this.store, "farewell");
        }

    }

    static final class Draining implements SmartLifecycle {

        private final Store store;

        private boolean running;

        Draining(Store store) {
            this.store = store;
        }

        @Override
        public void start() {
            this.running = true;
        }

        @Override
        public void stop() {
            this.running = false;
            put(this.store, "drained");
        }

        @Override
        public boolean isRunning() {
            return this.running;
        }

        @Override
        public int getPhase() {
            return ExecutorConfigurationSupport.DEFAULT_PHASE;
        }

    }

    /** Gets the store while the beans are made. */
    static class Early {

        private final boolean flushing;

        Early(Store store) {
            this.flushing = store.isFlushing();
        }

    }

}
