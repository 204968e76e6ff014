package io.filestore.benchmarks.application;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.data.map.repository.config.EnableMapRepositories;

/**
 * The same for Spring Data KeyValue, which Spring Boot does not configure by itself.
 */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
@EnableMapRepositories
final class KeyValueApplication {

    private KeyValueApplication() {
    }

    public static void main(String[] arguments) {
        StartedApplication.start(KeyValueApplication.class, arguments);
    }

}
