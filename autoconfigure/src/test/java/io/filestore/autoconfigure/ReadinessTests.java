package io.filestore.autoconfigure;

import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.availability.ApplicationAvailability;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.boot.web.server.context.WebServerInitializedEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import io.filestore.Store;
import io.filestore.config.OpeningListener;

import static org.assertj.core.api.Assertions.assertThat;

/** A recovery that takes long. */
class ReadinessTests {

    private static final Recovery recovery = new Recovery();

    @TempDir
    Path directory;

    @Test
    void readinessIsRefusedAndNothingIsServedUntilTheStoreHasRecovered() throws Exception {
        check();
    }

    @Test
    void lazyInitializationDoesNotPutTheRecoveryOffToTheFirstRequest() throws Exception {
        check("spring.main.lazy-initialization=true");
    }

    private void check(String... properties) throws Exception {
        recovery.reset();
        CompletableFuture<ConfigurableApplicationContext> started = CompletableFuture.supplyAsync(
                () -> new SpringApplicationBuilder(Application.class)
                    .properties("server.port=0", "spring.main.banner-mode=off", "filestore.directory=" + this.directory,
                            "management.endpoint.health.probes.enabled=true")
                    .properties(properties)
                    .run());
        try {
            assertThat(recovery.began.await(30, TimeUnit.SECONDS)).isTrue();
            assertThat(recovery.availability().getReadinessState()).isEqualTo(ReadinessState.REFUSING_TRAFFIC);
            assertThat(recovery.serving).isFalse();
        }
        finally {
            recovery.mayEnd.countDown();
        }
        try (ConfigurableApplicationContext context = started.get(30, TimeUnit.SECONDS)) {
            assertThat(context.getBeanFactory().containsSingleton("fileStore")).isTrue();
            assertThat(context.getBean(Store.class).isClosed()).isFalse();
            assertThat(recovery.serving).isTrue();
            assertThat(((WebServerApplicationContext) context).getWebServer().getPort()).isPositive();
            assertThat(context.getBean(ApplicationAvailability.class).getReadinessState())
                .isEqualTo(ReadinessState.ACCEPTING_TRAFFIC);
        }
    }

    /** Stands between the test and the thread that opens the store. */
    private static final class Recovery implements OpeningListener {

        private CountDownLatch began = new CountDownLatch(1);

        private CountDownLatch mayEnd = new CountDownLatch(1);

        private volatile ApplicationAvailability availability;

        private volatile boolean serving;

        void reset() {
            this.began = new CountDownLatch(1);
            this.mayEnd = new CountDownLatch(1);
            this.serving = false;
        }

        ApplicationAvailability availability() {
            return this.availability;
        }

        @Override
        public void onBegin(Phase phase) {
            this.began.countDown();
            try {
                assertThat(this.mayEnd.await(30, TimeUnit.SECONDS)).isTrue();
            }
            catch (InterruptedException ex) {
                throw new IllegalStateException(ex);
            }
        }

    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Application {

        @Bean
        FileStoreBuilderCustomizer slowRecovery(ApplicationAvailability availability) {
            recovery.availability = availability;
            return (builder) -> builder.openingListener(recovery);
        }

        @Bean
        ApplicationListener<WebServerInitializedEvent> serving() {
            return new ApplicationListener<>() {

                @Override
                public void onApplicationEvent(WebServerInitializedEvent event) {
                    recovery.serving = true;
                }

            };
        }

    }

}
