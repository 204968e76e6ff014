package io.filestore.autoconfigure;

import org.junit.jupiter.api.Test;

import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.predicate.RuntimeHintsPredicates;
import org.springframework.context.annotation.ImportRuntimeHints;
import org.springframework.util.ClassUtils;

import static org.assertj.core.api.Assertions.assertThat;

class FileStoreRuntimeHintsTests {

    private final RuntimeHints hints = new RuntimeHints();

    FileStoreRuntimeHintsTests() {
        new FileStoreRuntimeHints().registerHints(this.hints, getClass().getClassLoader());
    }

    @Test
    void librariesOfLz4AreResources() {
        String library = "net/jpountz/util/linux/amd64/liblz4-java.so";
        assertThat(getClass().getClassLoader().getResource(library)).isNotNull();
        assertThat(RuntimeHintsPredicates.resource().forResource(library)).accepts(this.hints);
    }

    @Test
    void everyTypeThatIsRegisteredExists() {
        assertThat(this.hints.reflection().typeHints()).hasSize(24)
            .allMatch((hint) -> ClassUtils.isPresent(hint.getType().getName(), getClass().getClassLoader()));
    }

    @Test
    void errorsThatTheLibraryThrowsCanBeMadeByIt() {
        assertThat(this.hints.jni().typeHints()).extracting((hint) -> hint.getType().getName())
            .containsExactlyInAnyOrder("java.lang.OutOfMemoryError", "java.lang.IllegalArgumentException",
                    "java.lang.IllegalStateException");
    }

    @Test
    void autoConfigurationImportsThem() {
        assertThat(FileStoreAutoConfiguration.class.getAnnotation(ImportRuntimeHints.class).value())
            .containsExactly(FileStoreRuntimeHints.class);
    }

}
