package io.filestore.sample;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.boot.context.metrics.buffering.BufferingApplicationStartup;
import org.springframework.resilience.annotation.EnableResilientMethods;

/**
 * Users, their projects and what is in them, over a store with eight collections, each
 * kept in another way, and a console in the browser that shows every collection as it is.
 * The collections are in {@code application.yml}; the starter makes the {@code Store} and
 * the repositories of them.
 */
@SpringBootApplication
@ConfigurationPropertiesScan
@EnableResilientMethods
public class SampleApplication {

    /** More than starting takes; {@code /actuator/startup} shows them. */
    private static final int STARTUP_STEPS = 4096;

    public static void main(String[] args) {
        SpringApplication application = new SpringApplication(SampleApplication.class);
        application.setApplicationStartup(new BufferingApplicationStartup(STARTUP_STEPS));
        application.run(args);
    }

}
