package io.filestore.autoconfigure.data;

import java.nio.file.Path;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.autoconfigure.AutoConfigurationPackage;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.data.autoconfigure.metrics.DataRepositoryMetricsAutoConfiguration;
import org.springframework.context.annotation.Configuration;

import io.filestore.autoconfigure.Contexts;
import io.filestore.autoconfigure.transaction.FileStoreTransactionAutoConfiguration;
import io.filestore.things.Thing;
import io.filestore.things.Things;

import static org.assertj.core.api.Assertions.assertThat;

class RepositoryMetricsTests {

    @TempDir
    private Path directory;

    @Configuration(proxyBeanMethods = false)
    @AutoConfigurationPackage(basePackageClasses = Things.class)
    static class Application {

    }

    @Test
    void callsOfRepositoriesAreTimedBySpringBoot() {
        Contexts.over(this.directory)
            .withConfiguration(AutoConfigurations.of(FileStoreRepositoriesAutoConfiguration.class,
                    FileStoreTransactionAutoConfiguration.class, DataRepositoryMetricsAutoConfiguration.class))
            .withUserConfiguration(Application.class)
            .withBean(MeterRegistry.class, SimpleMeterRegistry::new)
            .withPropertyValues("filestore.collections.thing.strategy=single-file")
            .run((context) -> {
                context.getBean(Things.class).save(new Thing("1", "x"));
                context.getBean(Things.class).findByName("x");
                context.getBean(Things.class).findByName("y");
                MeterRegistry meters = context.getBean(MeterRegistry.class);
                assertThat(meters.get("spring.data.repository.invocations")
                    .tags("repository", "Things", "method", "findByName", "state", "SUCCESS")
                    .timer()
                    .count()).isEqualTo(2);
                assertThat(meters.get("spring.data.repository.invocations").tag("method", "save").timer().count())
                    .isOne();
            });
    }

}
