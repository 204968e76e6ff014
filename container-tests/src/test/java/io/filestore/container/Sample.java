package io.filestore.container;

import java.time.Duration;
import java.util.Map;

import com.github.dockerjava.api.command.InspectContainerResponse.ContainerState;
import com.github.dockerjava.api.model.HostConfig;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;

import static org.awaitility.Awaitility.await;

/**
 * The sample application in a container, as its image is made, and on a root file system
 * that cannot be written.
 */
final class Sample extends GenericContainer<Sample> {

    static final String DATA = "/data";

    private static final Duration TO_END = Duration.ofSeconds(40);

    Sample(DataVolume volume) {
        super(Images.SAMPLE);
        withExposedPorts(8080);
        withTmpFs(Map.of("/tmp", ""));
        // starts sooner
        withEnv("JDK_JAVA_OPTIONS", "-XX:TieredStopAtLevel=1");
        withCreateContainerCmdModifier((command) -> {
            HostConfig host = command.getHostConfig();
            host.withReadonlyRootfs(true).withBinds(volume.bind());
        });
        waitingFor(Wait.forLogMessage(".* Started SampleApplication .*", 1));
    }

    Sample withMemoryLimit(long bytes) {
        return withCreateContainerCmdModifier(
                (command) -> command.getHostConfig().withMemory(bytes).withMemorySwap(bytes));
    }

    Http http() {
        return new Http("http://" + getHost() + ":" + getFirstMappedPort());
    }

    /** Ends it as a power switch would, and returns when it has ended. */
    void killHard() {
        getDockerClient().killContainerCmd(getContainerId()).withSignal("KILL").exec();
        awaitEnd();
    }

    /** Ends it as {@code docker stop} does, and returns its exit code. */
    long stopWithin(Duration grace) {
        getDockerClient().stopContainerCmd(getContainerId()).withTimeout((int) grace.toSeconds()).exec();
        return awaitEnd();
    }

    /** Waits until it has ended, and returns its exit code. */
    long awaitEnd() {
        await().atMost(TO_END).until(() -> Boolean.FALSE.equals(state().getRunning()));
        return state().getExitCodeLong();
    }

    ContainerState state() {
        return getCurrentContainerInfo().getState();
    }

    /** Runs a command of the shell in the container, and returns what it printed. */
    String shell(String command) throws Exception {
        ExecResult result = execInContainer("sh", "-c", command);
        if (result.getExitCode() != 0) {
            throw new IllegalStateException(command + ": " + result.getStderr());
        }
        return result.getStdout();
    }

}
