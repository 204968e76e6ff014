package io.filestore.autoconfigure;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import io.filestore.Store;
import io.filestore.row.Row;
import io.filestore.storage.StandardStrategies;
import io.filestore.storage.StorageStrategy;
import io.filestore.storage.StorageStrategyFactory;
import io.filestore.storage.StrategyContext;

import static org.assertj.core.api.Assertions.assertThat;

class StrategyBeansTests {

    @TempDir
    Path directory;

    private final Counting counting = new Counting("single-file");

    private ApplicationContextRunner runner() {
        return Contexts.over(this.directory);
    }

    @Test
    void strategyOfTheUserIsThereByItsName() {
        Counting own = new Counting("counted");
        runner().withBean("own", StorageStrategyFactory.class, () -> own)
            .withPropertyValues("filestore.collections.a.strategy=counted",
                    "filestore.collections.b.strategy=single-file")
            .run((context) -> {
                context.getBean(Store.class).collection("a").put("1", Row.parse("{}"));
                assertThat(own.created).contains("a").doesNotContain("b");
                assertThat(context).getBeans(StorageStrategyFactory.class).hasSize(5);
            });
        assertThat(this.directory.resolve("a")).isRegularFile();
    }

    @Test
    void beanWithTheNameOfAStandardStrategyReplacesIt() {
        runner().withBean("anything", StorageStrategyFactory.class, () -> this.counting)
            .withPropertyValues("filestore.collections.b.strategy=single-file")
            .run((context) -> assertThat(this.counting.created).contains("b"));
    }

    @Test
    void beanInThePlaceOfAStandardOneIsUsed() {
        runner().withBean(StrategyBeans.SINGLE_FILE, StorageStrategyFactory.class, () -> this.counting)
            .withPropertyValues("filestore.collections.b.strategy=single-file")
            .run((context) -> assertThat(this.counting.created).contains("b"));
    }

    @Test
    void eachStandardBeanBacksOffBeforeABeanOfItsBeanName() {
        for (String name : List.of(StrategyBeans.FILE_PER_RECORD, StrategyBeans.SINGLE_FILE, StrategyBeans.COMPRESSED,
                StrategyBeans.MEMORY_ONLY)) {
            runner().withBean(name, StorageStrategyFactory.class, () -> this.counting)
                .run((context) -> assertThat(context).hasNotFailed()
                    .getBeans(StorageStrategyFactory.class)
                    .hasSize(4)
                    .containsEntry(name, this.counting));
        }
    }

    @Test
    void twoBeansOfOneStrategyNameAreRefused() {
        runner().withBean("first", StorageStrategyFactory.class, () -> new Counting("counted"))
            .withBean("second", StorageStrategyFactory.class, () -> new Counting("counted"))
            .run((context) -> assertThat(context).getFailure()
                .rootCause()
                .hasMessage(
                        "The beans 'first' and 'second' are both the storage strategy 'counted'. Keep one of them."));
    }

    private static final class Counting implements StorageStrategyFactory {

        private final String name;

        private final List<String> created = new ArrayList<>();

        Counting(String name) {
            this.name = name;
        }

        @Override
        public String name() {
            return this.name;
        }

        @Override
        public StorageStrategy create(StrategyContext context) {
            this.created.add(context.collection());
            return StandardStrategies.singleFile().create(context);
        }

    }

}
