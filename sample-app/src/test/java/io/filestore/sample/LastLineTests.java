package io.filestore.sample;

import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

@ExtendWith(OutputCaptureExtension.class)
class LastLineTests {

    @TempDir
    private Path directory;

    @Test
    void lastLineOfAStartIsTheUrlOfTheConsole(CapturedOutput output) {
        try (ConfigurableApplicationContext context = new SpringApplicationBuilder(SampleApplication.class)
            .run("--server.port=0", "--filestore.directory=" + this.directory.resolve("data"))) {
            int port = ((WebServerApplicationContext) context).getWebServer().getPort();
            assertThat(output.getOut().stripTrailing()).endsWith("The console is at http://127.0.0.1:" + port + "/");
        }
    }

}
