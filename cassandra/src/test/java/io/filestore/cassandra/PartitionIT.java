package io.filestore.cassandra;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A node that the others cannot reach, in network namespaces, which only root may make.
 */
class PartitionIT {

    @TempDir
    private Path directory;

    @Test
    void theSideWithMostNodesGoesOnAndTheOtherAcknowledgesNothing() throws Exception {
        Cluster.requireWanted();
        if (run(List.of("unshare", "--net", "ip", "netns", "list"), 1) != 0) {
            System.out.println("Cassandra: no network namespaces can be made here, the test of a partition is skipped");
            Assumptions.abort("no network namespaces");
        }
        Path script = Files.copy(Path.of(PartitionIT.class.getResource("partition").toURI()),
                this.directory.resolve("partition"));
        assertThat(script.toFile().setExecutable(true)).isTrue();
        List<String> command = List.of("unshare", "--net", script.toString(), Nodes.script().getParent().toString(),
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                System.getProperty("java.class.path"), PartitionRun.class.getName());
        int exit = run(command, 6);
        System.out.println(Files.readString(this.directory.resolve("out")));
        assertThat(exit).isZero();
    }

    private int run(List<String> command, int minutes) throws Exception {
        Process process = new ProcessBuilder(command).redirectErrorStream(true)
            .redirectOutput(this.directory.resolve("out").toFile())
            .start();
        if (!process.waitFor(minutes, TimeUnit.MINUTES)) {
            process.destroy();
            process.waitFor(30, TimeUnit.SECONDS);
            process.destroyForcibly();
            throw new IllegalStateException(
                    command + " takes too long: " + Files.readString(this.directory.resolve("out")));
        }
        return process.exitValue();
    }

}
