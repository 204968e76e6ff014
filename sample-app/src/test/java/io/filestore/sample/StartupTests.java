package io.filestore.sample;

import org.junit.jupiter.api.Test;

import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.UseMainMethod;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;

import static org.assertj.core.api.Assertions.assertThat;

/** Starts as {@code spring-boot:run} does. */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT, useMainMethod = UseMainMethod.ALWAYS)
class StartupTests extends HttpApi {

    @Test
    void stepsOfTheStoreAreAmongThoseOfTheStart() {
        assertThat(json(get("/actuator/startup")).at("/timeline/events"))
            .extracting((event) -> event.at("/startupStep/name").asString())
            .contains("spring.boot.application.starting", "filestore.load", "filestore.wal.replay",
                    "spring.boot.application.ready");
    }

}
