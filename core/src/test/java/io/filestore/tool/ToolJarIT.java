package io.filestore.tool;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** The jars as they are given away. */
class ToolJarIT {

    private static final Path TOOL = jar("-tool.jar");

    private static Path jar(String ending) {
        try (Stream<Path> files = Files.list(Path.of("target"))) {
            return files.filter((file) -> file.getFileName().toString().matches("filestore-core-[\\w.-]+" + ending))
                .min(Path::compareTo)
                .orElseThrow();
        }
        catch (IOException ex) {
            throw new IllegalStateException(ex);
        }
    }

    private static String entry(Path jar, String name) throws IOException {
        try (JarFile file = new JarFile(jar.toFile())) {
            ZipEntry entry = file.getEntry(name);
            assertThat(entry).as(name + " in " + jar).isNotNull();
            try (InputStream in = file.getInputStream(entry)) {
                return new String(in.readAllBytes(), StandardCharsets.UTF_8);
            }
        }
    }

    @Test
    void jarsHaveTheLicence() throws IOException {
        String licence = Files.readString(Path.of("../LICENSE"));
        assertThat(entry(TOOL, "META-INF/LICENSE")).isEqualTo(licence);
        assertThat(entry(TOOL.resolveSibling(TOOL.getFileName().toString().replace("-tool", "")), "META-INF/LICENSE"))
            .isEqualTo(licence);
    }

    @Test
    void toolHasLicencesAndNoticesOfWhatIsInIt() throws IOException {
        assertThat(entry(TOOL, "META-INF/NOTICE")).contains("Jackson");
        assertThat(entry(TOOL, "META-INF/LICENSE.txt")).contains("QOS.ch");
        assertThat(entry(TOOL, "META-INF/FastDoubleParser-LICENSE")).isNotBlank();
        assertThat(entry(TOOL, "META-INF/THIRD-PARTY.txt")).contains("jackson-databind", "lz4-java", "jspecify",
                "slf4j-api");
    }

    @Test
    void toolRunsByItselfAndKnowsItsVersion() throws Exception {
        Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-jar",
                TOOL.toString(), "--version")
            .redirectErrorStream(true)
            .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        assertThat(said).matches("filestore \\d+\\.\\d+\\.\\d+\\S*, Java .*\\R");
    }

}
