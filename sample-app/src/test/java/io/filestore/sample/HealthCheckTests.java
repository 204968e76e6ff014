package io.filestore.sample;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** As a container's engine asks. */
class HealthCheckTests extends HttpApi {

    private static Process check(int port) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp", System.getProperty("java.class.path"), HealthCheck.class.getName());
        builder.environment().put("SERVER_PORT", Integer.toString(port));
        Process process = builder.redirectErrorStream(true).start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return process;
    }

    @Test
    void applicationIsAskedAtThePortThatItHas() throws IOException, InterruptedException {
        Process process = check(port());
        assertThat(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)).contains("HTTP 200");
        assertThat(process.exitValue()).isZero();
    }

    @Test
    void portWhereNobodyListensIsAFailure() throws IOException, InterruptedException {
        assertThat(check(1).exitValue()).isOne();
    }

}
