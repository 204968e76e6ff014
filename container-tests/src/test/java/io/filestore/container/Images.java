package io.filestore.container;

import java.nio.file.Path;
import java.util.concurrent.Future;

import org.testcontainers.images.ImagePullPolicy;
import org.testcontainers.images.PullPolicy;
import org.testcontainers.images.builder.ImageFromDockerfile;
import org.testcontainers.utility.DockerImageName;

/**
 * What containers are started from: the public images, or those that the environment
 * names instead, as {@code .ci/images} does; these are never asked of a registry.
 */
final class Images {

    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    private static final String JAR = "sample-app/target/filestore-sample-app-"
            + System.getProperty("filestore.version") + ".jar";

    private static final String JRE = name("FILESTORE_JRE_IMAGE", "eclipse-temurin:17-jre");

    /**
     * The sample application, built as {@code docker/Dockerfile} says; an image of this
     * process, which deletes it in the end.
     */
    static final Future<String> SAMPLE = new ImageFromDockerfile("filestore-it/sample:" + ProcessHandle.current().pid(),
            true)
        .withFileFromPath("Dockerfile", ROOT.resolve("docker/Dockerfile"))
        .withFileFromPath(JAR, ROOT.resolve(JAR))
        .withBuildArg("JRE", JRE);

    private Images() {
    }

    /** A shell, and a Java runtime. */
    static DockerImageName jre() {
        return DockerImageName.parse(JRE);
    }

    static DockerImageName prometheus() {
        return DockerImageName.parse(name("FILESTORE_PROMETHEUS_IMAGE", "prom/prometheus:v3.5.0"));
    }

    static ImagePullPolicy pullPolicy() {
        return (System.getenv("FILESTORE_JRE_IMAGE") != null) ? (image) -> false : PullPolicy.defaultPolicy();
    }

    private static String name(String variable, String otherwise) {
        return System.getenv().getOrDefault(variable, otherwise);
    }

}
