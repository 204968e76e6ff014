package io.filestore.autoconfigure;

import java.util.List;

import io.micrometer.core.instrument.MeterRegistry;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.actuate.info.InfoEndpoint;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Configuration;
import org.springframework.test.context.bean.override.mockito.MockitoBean;

import io.filestore.Store;
import io.filestore.autoconfigure.endpoint.FileStoreEndpoint;
import io.filestore.autoconfigure.endpoint.FileStoreEndpoint.Operation;
import io.filestore.autoconfigure.endpoint.FileStoreEndpointWebExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.verify;

/** An application's test that wants no store, with everything that actuator has. */
@SpringBootTest(properties = { "spring.main.banner-mode=off", "management.endpoints.web.exposure.include=*",
        "management.endpoint.filestore.access=unrestricted", "management.info.filestore.enabled=true" })
class MockedStoreTests {

    @MockitoBean
    Store store;

    @Test
    void healthSaysThatItIsAMock(@Autowired HealthIndicator filestoreHealthContributor) {
        assertThat(filestoreHealthContributor.health().getStatus()).isEqualTo(Status.UNKNOWN);
        assertThat(filestoreHealthContributor.health().getDetails().get("reasons")).asString().contains("a mock");
    }

    @Test
    void thereAreNoMeters(@Autowired MeterRegistry registry) {
        assertThat(registry.getMeters()).isNotEmpty()
            .noneMatch((meter) -> meter.getId().getName().startsWith("filestore."));
    }

    @Test
    void endpointAndInfoHaveNothingToSay(@Autowired FileStoreEndpoint endpoint,
            @Autowired FileStoreEndpointWebExtension web, @Autowired InfoEndpoint info) {
        assertThat(endpoint.store()).isNull();
        assertThat(endpoint.collection("users")).isNull();
        for (Operation operation : Operation.values()) {
            // No directory for backups is configured.
            assertThat(web.run(operation.name()).getStatus())
                .isIn((operation == Operation.BACKUP) ? List.of(400) : List.of(200, 204));
        }
        verify(this.store).flush();
        assertThat(info.info()).doesNotContainKey("filestore");
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Application {

    }

}
