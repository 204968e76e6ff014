package io.filestore.autoconfigure;

import java.nio.file.Path;
import java.util.Map;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import io.filestore.Store;
import io.filestore.autoconfigure.endpoint.FileStoreEndpoint;
import io.filestore.autoconfigure.endpoint.FileStoreEndpointAutoConfiguration;
import io.filestore.autoconfigure.endpoint.FileStoreEndpointWebExtension;
import io.filestore.autoconfigure.info.FileStoreInfoContributor;
import io.filestore.autoconfigure.info.FileStoreInfoContributorAutoConfiguration;
import io.filestore.autoconfigure.metrics.FileStoreMetricsAutoConfiguration;
import io.filestore.autoconfigure.metrics.StoreMetrics;

import static org.assertj.core.api.Assertions.assertThat;

/** What an application has itself, or does not want, of the parts for actuator. */
class OwnPartsTests {

    private static final String INFO = "management.info.filestore.enabled=true";

    @TempDir
    Path directory;

    private ApplicationContextRunner runner() {
        return Contexts.over(this.directory)
            .withConfiguration(AutoConfigurations.of(FileStoreEndpointAutoConfiguration.class,
                    FileStoreInfoContributorAutoConfiguration.class, FileStoreMetricsAutoConfiguration.class))
            .withPropertyValues("management.endpoints.web.exposure.include=*");
    }

    @Test
    void allPartsAreThereForOneStore() {
        runner().withBean(SimpleMeterRegistry.class)
            .withPropertyValues(INFO)
            .run((context) -> assertThat(context).hasSingleBean(FileStoreEndpoint.class)
                .hasSingleBean(FileStoreEndpointWebExtension.class)
                .hasSingleBean(FileStoreInfoContributor.class)
                .hasSingleBean(StoreMetrics.class));
    }

    @Test
    void partsOfTheUserAreUsedInsteadOfOurs() {
        FileStoreEndpoint endpoint = new FileStoreEndpoint(Figures.store());
        FileStoreEndpointWebExtension web = new FileStoreEndpointWebExtension(endpoint);
        FileStoreInfoContributor info = new FileStoreInfoContributor(Figures.store());
        StoreMetrics metrics = new StoreMetrics(Map.of());
        runner().withBean(SimpleMeterRegistry.class)
            .withBean("endpoint", FileStoreEndpoint.class, () -> endpoint)
            .withBean("web", FileStoreEndpointWebExtension.class, () -> web)
            .withBean("info", FileStoreInfoContributor.class, () -> info)
            .withBean("metrics", StoreMetrics.class, () -> metrics)
            .withPropertyValues(INFO)
            .run((context) -> {
                assertThat(context).getBean(FileStoreEndpoint.class).isSameAs(endpoint);
                assertThat(context).getBean(FileStoreEndpointWebExtension.class).isSameAs(web);
                assertThat(context).getBean(FileStoreInfoContributor.class).isSameAs(info);
                assertThat(context).getBean(StoreMetrics.class).isSameAs(metrics);
            });
    }

    @Test
    void severalStoresHaveMetersAndNeitherEndpointNorInfo() {
        runner().withBean(SimpleMeterRegistry.class)
            .withBean("a", Store.class, () -> Store.builder(this.directory.resolve("a")).open())
            .withBean("b", Store.class, () -> Store.builder(this.directory.resolve("b")).open())
            .withPropertyValues(INFO)
            .run((context) -> assertThat(context).hasNotFailed()
                .hasSingleBean(StoreMetrics.class)
                .doesNotHaveBean(FileStoreEndpoint.class)
                .doesNotHaveBean(FileStoreEndpointWebExtension.class)
                .doesNotHaveBean(FileStoreInfoContributor.class));
    }

    @Test
    void thereIsNoInfoUnlessItIsSwitchedOnAndThereAreNoMetersWithoutARegistry() {
        runner().run((context) -> assertThat(context).hasNotFailed()
            .doesNotHaveBean(FileStoreInfoContributor.class)
            .doesNotHaveBean(StoreMetrics.class));
    }

    @Test
    void thereIsNoEndpointWithoutAStoreOrWhereNobodyMayReachIt() {
        runner().withPropertyValues("filestore.enabled=false")
            .run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(FileStoreEndpoint.class));
        runner().withPropertyValues("management.endpoints.web.exposure.include=health")
            .run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(FileStoreEndpoint.class));
        runner()
            .withPropertyValues("management.endpoints.web.exposure.include=health",
                    "management.endpoints.jmx.exposure.include=*", "spring.jmx.enabled=true")
            .run((context) -> assertThat(context).hasSingleBean(FileStoreEndpoint.class)
                .doesNotHaveBean(FileStoreEndpointWebExtension.class));
    }

}
