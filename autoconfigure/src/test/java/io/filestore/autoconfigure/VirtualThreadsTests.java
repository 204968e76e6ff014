package io.filestore.autoconfigure;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.task.TaskExecutionAutoConfiguration;
import org.springframework.context.ApplicationContext;
import org.springframework.core.task.AsyncTaskExecutor;
import org.springframework.transaction.support.TransactionTemplate;

import io.filestore.RowCollection;
import io.filestore.Store;
import io.filestore.autoconfigure.transaction.FileStoreTransactionAutoConfiguration;
import io.filestore.data.transaction.FileStoreTransactionManager;
import io.filestore.row.Row;

import static org.assertj.core.api.Assertions.assertThat;

@EnabledForJreRange(min = JRE.JAVA_21, disabledReason = "Virtual threads are there from Java 21 on")
class VirtualThreadsTests {

    private static final int TASKS = 300;

    @TempDir
    Path directory;

    @Test
    void manyThreadsWriteAndChangeOneRowInTransactions() {
        Contexts.over(this.directory)
            .withConfiguration(AutoConfigurations.of(TaskExecutionAutoConfiguration.class,
                    FileStoreTransactionAutoConfiguration.class))
            .withPropertyValues("spring.threads.virtual.enabled=true",
                    "filestore.collections.counters.strategy=single-file")
            .run((context) -> {
                RowCollection<Row> counters = context.getBean(Store.class).collection("counters");
                counters.put("all", Row.of("n", 0));
                List<CompletableFuture<Boolean>> running = IntStream.range(0, TASKS)
                    .mapToObj((i) -> run(context, i))
                    .toList();
                assertThat(running).extracting(CompletableFuture::join).containsOnly(true);
                assertThat(counters.get("all").orElseThrow().get("n").intValue()).isEqualTo(TASKS);
                assertThat(counters.stream().count()).isEqualTo(TASKS / 2 + 1);
            });
    }

    /** One adds to what all share, and every second one stores a row of its own. */
    private static CompletableFuture<Boolean> run(ApplicationContext context, int task) {
        Store store = context.getBean(Store.class);
        RowCollection<Row> counters = store.collection("counters");
        TransactionTemplate template = new TransactionTemplate(context.getBean(FileStoreTransactionManager.class));
        return CompletableFuture.supplyAsync(() -> {
            template.executeWithoutResult((status) -> {
                counters.put("own-" + task, Row.of("n", task));
                if (task % 2 == 1) {
                    status.setRollbackOnly();
                }
            });
            store
                .transact((transaction) -> counters.update("all", (all) -> all.with("n", all.get("n").intValue() + 1)));
            return Thread.currentThread().getClass().getName().equals("java.lang.VirtualThread");
        }, context.getBean(AsyncTaskExecutor.class));
    }

}
