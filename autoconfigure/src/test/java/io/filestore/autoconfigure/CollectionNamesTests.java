package io.filestore.autoconfigure;

import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.filestore.Store;
import io.filestore.error.InvalidConfigurationException;

import static org.assertj.core.api.Assertions.assertThat;

class CollectionNamesTests {

    @TempDir
    Path directory;

    @Test
    void nameWithALetterThatSpringBootTakesOutIsRefused() {
        Contexts.over(this.directory)
            .withPropertyValues("filestore.collections.b\u00fccher.strategy=memory-only")
            .run((context) -> assertThat(context).getFailure()
                .rootCause()
                .isInstanceOf(InvalidConfigurationException.class)
                .hasMessageContaining("b\u00fccher")
                .hasMessageContaining("would read it as 'bcher'"));
    }

    @ParameterizedTest
    @ValueSource(strings = { "audit-logs", "auditLogs", "a1" })
    void otherNamesAreThoseOfCollections(String name) {
        Contexts.over(this.directory)
            .withPropertyValues("filestore.collections." + name + ".strategy=memory-only",
                    "filestore.collections." + name + ".indexed[0]=b\u00fccher")
            .run((context) -> assertThat(context.getBean(Store.class).collectionNames()).containsExactly(name));
    }

}
