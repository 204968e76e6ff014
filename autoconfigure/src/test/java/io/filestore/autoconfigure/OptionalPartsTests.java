package io.filestore.autoconfigure;

import java.nio.file.Path;

import io.micrometer.core.instrument.MeterRegistry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.context.annotation.Configuration;

import io.filestore.Store;
import io.filestore.autoconfigure.endpoint.FileStoreEndpoint;
import io.filestore.autoconfigure.health.StoreHealthIndicator;
import io.filestore.autoconfigure.info.FileStoreInfoContributor;
import io.filestore.autoconfigure.metrics.StoreMetrics;
import io.filestore.record.Row;

import static org.assertj.core.api.Assertions.assertThat;

/** The starter, with what is optional absent from the class path. */
class OptionalPartsTests {

    private static final String[] ALL = { "management.endpoints.web.exposure.include=*",
            "management.info.filestore.enabled=true", "spring.main.banner-mode=off" };

    @TempDir
    Path directory;

    private ApplicationContextRunner without(String... packages) {
        return new ApplicationContextRunner().withUserConfiguration(Application.class)
            .withPropertyValues("filestore.directory=" + this.directory,
                    "filestore.collections.users.strategy=single-file")
            .withPropertyValues(ALL)
            .withClassLoader(new FilteredClassLoader(packages));
    }

    private static void works(Store store) {
        store.collection("users").put("1", Row.parse("{}"));
        store.flush();
        assertThat(store.collection("users").get("1")).isPresent();
    }

    @Test
    void everythingIsThereOnAFullClassPath() {
        new WebApplicationContextRunner().withUserConfiguration(Application.class)
            .withPropertyValues("filestore.directory=" + this.directory,
                    "filestore.collections.users.strategy=single-file")
            .withPropertyValues(ALL)
            .run((context) -> {
                works(context.getBean(Store.class));
                assertThat(context).hasSingleBean(StoreHealthIndicator.class)
                    .hasSingleBean(StoreMetrics.class)
                    .hasSingleBean(FileStoreEndpoint.class)
                    .hasSingleBean(FileStoreInfoContributor.class);
            });
    }

    @Test
    void startsWithoutActuator() {
        without("org.springframework.boot.actuate").run((context) -> {
            works(context.getBean(Store.class));
            assertThat(context).doesNotHaveBean("fileStoreEndpoint").doesNotHaveBean("fileStoreInfoContributor");
        });
    }

    @Test
    void startsWithoutMicrometer() {
        without("io.micrometer", "org.springframework.boot.micrometer").run((context) -> {
            works(context.getBean(Store.class));
            assertThat(context).doesNotHaveBean("fileStoreMetrics").hasSingleBean(StoreHealthIndicator.class);
        });
    }

    @Test
    void startsWithMicrometerAloneAndWithoutARegistry() {
        without("org.springframework.boot.micrometer")
            .run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(MeterRegistry.class));
    }

    @Test
    void startsWithoutHealth() {
        without("org.springframework.boot.health").run((context) -> {
            works(context.getBean(Store.class));
            assertThat(context).doesNotHaveBean("filestoreHealthContributor").hasSingleBean(FileStoreEndpoint.class);
        });
    }

    @Test
    void startsWithoutWeb() {
        without("org.springframework.web", "org.springframework.boot.web", "jakarta.servlet", "org.apache.catalina")
            .run((context) -> {
                works(context.getBean(Store.class));
                assertThat(context).hasSingleBean(StoreHealthIndicator.class).hasSingleBean(StoreMetrics.class);
            });
    }

    @Test
    void startsWithoutAnyOfThem() {
        without("org.springframework.boot.actuate", "org.springframework.boot.health", "io.micrometer",
                "org.springframework.boot.micrometer", "org.springframework.web", "org.springframework.boot.web",
                "jakarta.servlet", "org.apache.catalina")
            .run((context) -> works(context.getBean(Store.class)));
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Application {

    }

}
