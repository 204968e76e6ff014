package io.filestore.sample;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/**
 * A store with eight collections, each kept in another way, behind JSON over HTTP. The
 * collections are in {@code application.yml}; the starter makes the {@code Store} of
 * them.
 */
@SpringBootApplication
public class SampleApplication {

    public static void main(String[] args) {
        SpringApplication.run(SampleApplication.class, args);
    }

}
