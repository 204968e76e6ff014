package io.filestore.data.several;

import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.annotation.Id;
import org.springframework.data.keyvalue.annotation.KeySpace;
import org.springframework.data.keyvalue.repository.KeyValueRepository;
import org.springframework.data.map.repository.config.EnableMapRepositories;

import io.filestore.Store;
import io.filestore.config.CollectionOptions;
import io.filestore.data.mapping.Collection;
import io.filestore.data.repository.FileStoreRepository;
import io.filestore.data.repository.config.EnableFileStoreRepositories;

import static org.assertj.core.api.Assertions.assertThat;

class SeveralModulesTests {

    @TempDir
    Path directory;

    @Configuration(proxyBeanMethods = false)
    @EnableMapRepositories(considerNestedRepositories = true)
    @EnableFileStoreRepositories(considerNestedRepositories = true)
    static class Application {

    }

    @Collection("words")
    record Word(@Id String id) {
    }

    interface Words extends FileStoreRepository<Word, String> {

    }

    @KeySpace("tags")
    static class Tag {

        @Id
        public String id = "t";

    }

    interface Tags extends KeyValueRepository<Tag, String> {

    }

    @Test
    void anotherModuleBesideTakesItsOwnRepositoriesAndLeavesOurs() {
        try (AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext()) {
            context.registerBean("fileStore", Store.class,
                    () -> Store.builder(this.directory)
                        .automaticFlush(false)
                        .collection("words", CollectionOptions.memoryOnly())
                        .open());
            context.register(Application.class);
            context.refresh();
            context.getBean(Words.class).save(new Word("a"));
            context.getBean(Tags.class).save(new Tag());
            assertThat(context.getBean(Store.class).collection("words").count()).isOne();
            assertThat(context.getBean(Tags.class).count()).isOne();
        }
    }

}
