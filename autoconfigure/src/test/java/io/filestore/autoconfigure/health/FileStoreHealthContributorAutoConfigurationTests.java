package io.filestore.autoconfigure.health;

import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.health.actuate.endpoint.HttpCodeStatusMapper;
import org.springframework.boot.health.actuate.endpoint.StatusAggregator;
import org.springframework.boot.health.contributor.CompositeHealthContributor;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthContributors;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import io.filestore.Store;
import io.filestore.autoconfigure.Contexts;
import io.filestore.error.InvalidConfigurationException;

import static org.assertj.core.api.Assertions.assertThat;

class FileStoreHealthContributorAutoConfigurationTests {

    @TempDir
    Path directory;

    private ApplicationContextRunner runner() {
        return Contexts.over(this.directory)
            .withConfiguration(AutoConfigurations.of(FileStoreHealthContributorAutoConfiguration.class));
    }

    @Test
    void storeHasAnIndicator() {
        runner().run((context) -> assertThat(context).hasSingleBean(StoreHealthIndicator.class)
            .hasBean("filestoreHealthContributor"));
    }

    @Test
    void indicatorCanBeSwitchedOff() {
        runner().withPropertyValues("management.health.filestore.enabled=false")
            .run((context) -> assertThat(context).doesNotHaveBean(StoreHealthIndicator.class));
    }

    @Test
    void thereIsNoneWithoutAStore() {
        runner().withPropertyValues("filestore.enabled=false")
            .run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean("filestoreHealthContributor"));
    }

    @Test
    void indicatorOfTheUserIsUsedInsteadOfOurs() {
        runner().withBean("filestoreHealthIndicator", HealthIndicator.class, () -> () -> Health.unknown().build())
            .run((context) -> assertThat(context).doesNotHaveBean(StoreHealthIndicator.class));
    }

    @Test
    void severalStoresAreShownByName() {
        runner().withBean("a", Store.class, () -> Store.builder(this.directory.resolve("a")).open())
            .withBean("b", Store.class, () -> Store.builder(this.directory.resolve("b")).open())
            .run((context) -> {
                CompositeHealthContributor contributor = context.getBean("filestoreHealthContributor",
                        CompositeHealthContributor.class);
                assertThat(contributor.stream().map(HealthContributors.Entry::name)).containsExactlyInAnyOrder("a",
                        "b");
            });
    }

    @Test
    void thresholdThatMakesNoSenseIsRefused() {
        refuses("filestore.health.flush-failure-threshold=0", "health.flush-failure-threshold");
        refuses("filestore.health.flush-lag-threshold=0s", "health.flush-lag-threshold");
        refuses("filestore.health.flush-lag-threshold=-1s", "health.flush-lag-threshold");
        refuses("filestore.health.wal-size-threshold=-1MB", "health.wal-size-threshold");
        refuses("filestore.health.wal-size-threshold=0B", "health.wal-size-threshold");
    }

    private void refuses(String property, String option) {
        runner().withPropertyValues(property)
            .run((context) -> assertThat(context).getFailure()
                .rootCause()
                .isInstanceOfSatisfying(InvalidConfigurationException.class,
                        (ex) -> assertThat(ex.option()).isEqualTo(option)));
    }

    @Test
    void degradedStoreTakesNoInstanceOut() {
        assertThat(HttpCodeStatusMapper.getDefault().getStatusCode(StoreHealthIndicator.DEGRADED)).isEqualTo(200);
        assertThat(StatusAggregator.getDefault().getAggregateStatus(StoreHealthIndicator.DEGRADED, Status.UP))
            .isEqualTo(Status.UP);
        Status alone = StatusAggregator.getDefault().getAggregateStatus(StoreHealthIndicator.DEGRADED);
        assertThat(HttpCodeStatusMapper.getDefault().getStatusCode(alone)).isEqualTo(200);
    }

}
