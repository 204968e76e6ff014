package io.filestore.process;

import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.opentest4j.TestAbortedException;

import static org.assertj.core.api.Assertions.assertThat;

/** Thousands of virtual threads on one or two carriers. */
@Timeout(120)
class VirtualThreadsTests {

    @TempDir
    Path directory;

    @ParameterizedTest
    @ValueSource(ints = { 1, 2 })
    void virtualThreadsAreNeitherPinnedNorLocked(int carriers) throws Exception {
        if (Runtime.version().feature() < 21) {
            String line = "SKIPPED: virtual threads take JDK 21, and this is " + Runtime.version();
            System.out.println(line);
            throw new TestAbortedException(line);
        }
        List<String> options = List.of("-Djdk.virtualThreadScheduler.parallelism=" + carriers,
                "-Djdk.virtualThreadScheduler.maxPoolSize=" + carriers);
        try (ChildProcess child = ChildProcess.start(options, VirtualThreadsChild.class, this.directory)) {
            assertThat(child.readLines()).containsExactly("ACKNOWLEDGED 2000", "ALL THERE true", "ENDED");
            assertThat(child.exitCode()).isZero();
        }
    }

}
