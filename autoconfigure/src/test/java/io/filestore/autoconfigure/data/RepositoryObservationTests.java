package io.filestore.autoconfigure.data;

import java.nio.file.Path;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.observation.DefaultMeterObservationHandler;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.observation.ObservationRegistry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.autoconfigure.AutoConfigurationPackage;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.micrometer.metrics.autoconfigure.MetricsAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.export.simple.SimpleMetricsExportAutoConfiguration;
import org.springframework.boot.micrometer.observation.autoconfigure.ObservationAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import io.filestore.autoconfigure.Contexts;
import io.filestore.autoconfigure.transaction.FileStoreTransactionAutoConfiguration;
import io.filestore.data.observation.DefaultRepositoryObservationConvention;
import io.filestore.data.observation.RepositoryObservationConvention;
import io.filestore.data.observation.RepositoryObservations;
import io.filestore.things.Things;

import static org.assertj.core.api.Assertions.assertThat;

class RepositoryObservationTests {

    private static final String ENABLED = "spring.data.filestore.observations.enabled=true";

    @TempDir
    private Path directory;

    private ApplicationContextRunner runner() {
        return Contexts.over(this.directory)
            .withConfiguration(AutoConfigurations.of(FileStoreDataAutoConfiguration.class,
                    FileStoreRepositoriesAutoConfiguration.class, FileStoreObservationAutoConfiguration.class,
                    FileStoreTransactionAutoConfiguration.class))
            .withUserConfiguration(Application.class)
            .withPropertyValues("filestore.collections.thing.strategy=memory-only");
    }

    private ApplicationContextRunner observed() {
        return runner().withConfiguration(AutoConfigurations.of(ObservationAutoConfiguration.class,
                MetricsAutoConfiguration.class, SimpleMetricsExportAutoConfiguration.class));
    }

    @Configuration(proxyBeanMethods = false)
    @AutoConfigurationPackage(basePackageClasses = Things.class)
    static class Application {

    }

    @Configuration(proxyBeanMethods = false)
    static class Convention {

        @Bean
        RepositoryObservationConvention convention() {
            return new DefaultRepositoryObservationConvention() {

                @Override
                public String getName() {
                    return "things.calls";
                }

            };
        }

    }

    @Test
    void callsAreTimersIfThatIsAskedFor() {
        observed().withPropertyValues(ENABLED).run((context) -> {
            context.getBean(Things.class).findByName("x");
            context.getBean(Things.class).findByName("y");
            assertThat(context.getBean(MeterRegistry.class)
                .get("filestore.repository")
                .tags("repository", "Things", "method", "findByName", "collection", "thing", "outcome", "SUCCESS",
                        "exception", "none", "error", "none")
                .timer()
                .count()).isEqualTo(2);
        });
    }

    @Test
    void nothingIsObservedUnlessItIsAskedFor() {
        observed().run((context) -> {
            context.getBean(Things.class).findByName("x");
            assertThat(context).doesNotHaveBean(RepositoryObservations.class);
            assertThat(context.getBean(MeterRegistry.class).find("filestore.repository").timer()).isNull();
        });
    }

    @Test
    void springBootsPropertySwitchesOneObservationOff() {
        observed().withPropertyValues(ENABLED, "management.observations.enable.filestore.repository=false")
            .run((context) -> {
                context.getBean(Things.class).findByName("x");
                assertThat(context.getBean(MeterRegistry.class).find("filestore.repository").timer()).isNull();
            });
    }

    @Test
    void conventionOfTheApplicationCounts() {
        observed().withPropertyValues(ENABLED).withUserConfiguration(Convention.class).run((context) -> {
            context.getBean(Things.class).count();
            assertThat(context.getBean(MeterRegistry.class).get("things.calls").timer().count()).isOne();
        });
    }

    @Test
    void repositoriesAreMadeWithoutARegistryAndWithoutMicrometer() {
        runner().withPropertyValues(ENABLED)
            .run((context) -> assertThat(context.getBean(Things.class).count()).isZero());
        runner().withPropertyValues(ENABLED)
            .withClassLoader(new FilteredClassLoader("io.micrometer"))
            .run((context) -> assertThat(context.getBean(Things.class).count()).isZero());
    }

    @Test
    void registryOfTheApplicationsOwnIsTaken() {
        SimpleMeterRegistry meters = new SimpleMeterRegistry();
        ObservationRegistry registry = ObservationRegistry.create();
        registry.observationConfig().observationHandler(new DefaultMeterObservationHandler(meters));
        runner().withPropertyValues(ENABLED).withBean(ObservationRegistry.class, () -> registry).run((context) -> {
            context.getBean(Things.class).count();
            assertThat(meters.get("filestore.repository").timer().count()).isOne();
        });
    }

}
