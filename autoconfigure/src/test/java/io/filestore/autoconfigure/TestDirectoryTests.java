package io.filestore.autoconfigure;

import java.nio.file.Path;

import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Configuration;

import io.filestore.Store;

import static org.assertj.core.api.Assertions.assertThat;

@SpringBootTest(properties = "spring.main.banner-mode=off")
class TestDirectoryTests {

    @Test
    void contextHasADirectoryOfItsOwnAndTheApplicationsCollections(@Autowired Store store) {
        assertThat(store.directory()).hasParent(Path.of("target/filestore").toAbsolutePath());
        assertThat(store.collectionNames()).containsExactly("notes");
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Application {

    }

}
