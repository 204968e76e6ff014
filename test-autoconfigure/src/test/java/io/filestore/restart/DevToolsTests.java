package io.filestore.restart;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class DevToolsTests {

    @TempDir
    private Path directory;

    @Test
    void restartClosesTheStoreAndOpensItAgainWithTheClassesThatAreNew() throws IOException, InterruptedException {
        Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1", "-cp", System.getProperty("java.class.path"),
                RestartedApplication.class.getName(), "--spring.config.location=optional:file:/none/",
                "--spring.main.banner-mode=off", "--filestore.directory=" + this.directory.resolve("data"),
                "--filestore.collections.notes.strategy=file-per-record")
            .redirectErrorStream(true)
            .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        List<String> found = output.lines().filter((line) -> line.startsWith("FOUND")).toList();
        assertThat(found).hasSize(3).doesNotHaveDuplicates().allMatch((line) -> line.contains("RestartClassLoader"));
        assertThat(output).doesNotContain("WARN").doesNotContain("ERROR");
    }

}
