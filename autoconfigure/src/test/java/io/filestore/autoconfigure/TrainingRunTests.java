package io.filestore.autoconfigure;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import io.filestore.Store;
import io.filestore.row.Row;

import static org.assertj.core.api.Assertions.assertThat;

/** Runs that end before the application has really started. */
class TrainingRunTests {

    @TempDir
    Path temporary;

    private Path data() {
        return this.temporary.resolve("app/data");
    }

    @Test
    void trainingLeavesNothingBehind() throws Exception {
        assertThat(train()).contains("Opened " + data());
        assertThat(this.temporary.resolve("app")).doesNotExist();
    }

    @Test
    void trainingKeepsWhatWasThereAndWhatItHasWritten() throws Exception {
        Files.createDirectories(data());
        assertThat(train("--write=true")).contains("Opened " + data());
        assertThat(data().resolve("users/1.json")).exists();
        assertThat(train()).contains("1 collections with 1 rows, 0 changes replayed");
        assertThat(data().resolve("users/1.json")).exists();
    }

    @Test
    void startThatFailsAfterTheStoreHasOpenedLeavesNothingBehind() {
        Contexts.over(data()).withBean("broken", Object.class, () -> {
            throw new IllegalStateException("not today");
        }, (definition) -> definition.setDependsOn("fileStore")).run((context) -> assertThat(context).hasFailed());
        assertThat(this.temporary.resolve("app")).doesNotExist();
    }

    private String train(String... more) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:TieredStopAtLevel=1",
                        "-Dspring.context.exit=onRefresh", "-cp", System.getProperty("java.class.path"),
                        Application.class.getName(), "--filestore.directory=" + data(),
                        "--filestore.collections.users.strategy=file-per-record",
                        "--spring.config.location=optional:file:/none/", "--spring.main.web-application-type=none"));
        command.addAll(List.of(more));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        return output;
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Application {

        public static void main(String[] arguments) {
            SpringApplication.run(Application.class, arguments);
        }

        @Bean
        SmartInitializingSingleton writer(Store store, org.springframework.core.env.Environment environment) {
            return () -> {
                if (environment.getProperty("write", Boolean.class, false)) {
                    store.collection("users").put("1", Row.parse("{}"));
                }
            };
        }

    }

}
