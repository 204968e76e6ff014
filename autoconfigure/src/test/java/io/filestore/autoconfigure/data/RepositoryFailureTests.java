package io.filestore.autoconfigure.data;

import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.AutoConfigurationPackage;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.mapping.MappingException;
import org.springframework.data.repository.query.QueryCreationException;

import io.filestore.autoconfigure.FileStoreAutoConfiguration;
import io.filestore.autoconfigure.transaction.FileStoreTransactionAutoConfiguration;
import io.filestore.bad.entity.Shades;
import io.filestore.bad.method.Tints;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

/** What somebody reads whose repository cannot be made. */
@ExtendWith(OutputCaptureExtension.class)
class RepositoryFailureTests {

    @TempDir
    private Path directory;

    @Configuration(proxyBeanMethods = false)
    @ImportAutoConfiguration({ FileStoreAutoConfiguration.class, FileStoreDataAutoConfiguration.class,
            FileStoreTransactionAutoConfiguration.class, FileStoreRepositoriesAutoConfiguration.class })
    static class Parts {

    }

    @AutoConfigurationPackage(basePackageClasses = Tints.class)
    static class WithMethod extends Parts {

    }

    @AutoConfigurationPackage(basePackageClasses = Shades.class)
    static class WithEntity extends Parts {

    }

    private void fails(Class<?> application) {
        assertThatException().isThrownBy(() -> new SpringApplicationBuilder(application).web(WebApplicationType.NONE)
            .run("--filestore.directory=" + this.directory.resolve("data"),
                    "--filestore.unconfigured-collections=memory-only",
                    "--spring.config.location=optional:file:/none/"));
    }

    @Test
    void methodThatCannotBeAnswered(CapturedOutput output) {
        fails(WithMethod.class);
        assertThat(output).contains("APPLICATION FAILED TO START")
            .contains("Method findByNameAndColour(String, String) of repository io.filestore.bad.method.Tints"
                    + " cannot be answered. No property 'colour' found for type 'Tint'")
            .contains("Correct the name of the method")
            .doesNotContain("\tat ");
    }

    @Test
    void classThatIsNoEntity(CapturedOutput output) {
        fails(WithEntity.class);
        assertThat(output).contains("APPLICATION FAILED TO START")
            .contains(
                    "A class of entities cannot be kept in the store. Entity io.filestore.bad.entity.Shade has no id.")
            .contains("Change the class")
            .doesNotContain("\tat ");
    }

    @Test
    void whatIsOfOtherModulesIsLeftToThem() throws Exception {
        QueryCreationException query = QueryCreationException.create("No property", new IllegalArgumentException(),
                Tints.class, Tints.class.getMethod("count"));
        assertThat(new RepositoryMethodFailureAnalyzer().analyze(query)).isNull();
        assertThat(new RepositoryMethodFailureAnalyzer().analyze(new IllegalStateException(query))).isNull();
        assertThat(new InvalidEntityFailureAnalyzer().analyze(new MappingException("Not ours"))).isNull();
    }

}
