package io.filestore.autoconfigure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import java.util.zip.CRC32C;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;

import io.filestore.Store;
import io.filestore.config.CollectionOptions;
import io.filestore.io.Fault;
import io.filestore.io.MemoryDirectory;
import io.filestore.row.Row;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

/** What somebody reads whose application does not start. */
@ExtendWith(OutputCaptureExtension.class)
class StartFailureTests {

    @TempDir
    Path directory;

    @Test
    void applicationStartsWithTheStore() throws IOException {
        try (ConfigurableApplicationContext context = start("""
                  collections:
                    users: {strategy: file-per-record}
                """)) {
            assertThat(context.getBean(Store.class).isFlushing()).isTrue();
        }
    }

    @Test
    void lockedDirectory(CapturedOutput output) {
        try (Store holder = Store.builder(this.directory.resolve("data")).open()) {
            fails("  read-only: false");
            assertThat(output).contains("APPLICATION FAILED TO START")
                .contains(
                        "The store's directory " + holder.directory() + " is in use by another store in this process.")
                .contains("One store at a time can have a directory", "In tests,", "DevTools",
                        "src/test/resources/config/application.properties");
        }
    }

    @Test
    void fullDisk(CapturedOutput output) {
        MemoryDirectory disk = new MemoryDirectory();
        disk.failAlways((call) -> call.startsWith("write"), Fault.DISK_FULL);
        assertThatException()
            .isThrownBy(() -> new SpringApplicationBuilder(Application.class).web(WebApplicationType.NONE)
                .bannerMode(Banner.Mode.OFF)
                .initializers((context) -> context.getBeanFactory()
                    .registerSingleton("disk", (FileStoreBuilderCustomizer) (builder) -> builder.directory(disk)))
                .run("--spring.config.location=optional:file:/none/"));
        assertThat(output).contains("APPLICATION FAILED TO START")
            .contains("The store in /store could not be opened: the disk is full")
            .contains("Make room on the disk of filestore.directory and start again")
            .contains("filestore.read-only=true");
    }

    @Test
    void healthyStartSaysOneLine(CapturedOutput output) throws IOException {
        String collections = "  collections: {users: {strategy: file-per-record}, notes: {strategy: single-file}}";
        try (ConfigurableApplicationContext context = start(collections)) {
            context.getBean(Store.class).collection("users").put("1", Row.parse("{}"));
        }
        int before = output.getAll().length();
        try (ConfigurableApplicationContext context = start(collections)) {
            assertThat(context.getBean(Store.class).isFlushing()).isTrue();
        }
        assertThat(output.getAll().substring(before).lines().filter((line) -> line.contains("io.filestore")))
            .singleElement()
            .asString()
            .containsPattern("Opened " + this.directory.resolve("data")
                    + ": 2 collections with 1 rows, 0 changes replayed from the log, in \\d+ ms");
    }

    @Test
    void randomDirectoryKeepsContextsApart() throws IOException {
        String random = "  directory: " + this.directory + "/${random.uuid}";
        try (ConfigurableApplicationContext one = startIn(random);
                ConfigurableApplicationContext two = startIn(random)) {
            assertThat(one.getBean(Store.class).directory()).isNotEqualTo(two.getBean(Store.class).directory());
        }
    }

    @Test
    void noStrategy(CapturedOutput output) {
        fails("""
                  collections:
                    users:
                      path: people
                """);
        assertThat(output).contains("APPLICATION FAILED TO START")
            .contains("The configuration property 'filestore.collections.users.strategy' is missing (near ")
            .contains("application.yml] - 5:13). A collection needs a strategy: ")
            .contains("Set 'filestore.collections.users.strategy'; the description says how.");
    }

    @Test
    void collectionWithNothingInIt(CapturedOutput output) {
        fails("  collections: {users: {}}");
        assertThat(output).contains("The configuration property 'filestore.collections.users.strategy' is missing.");
    }

    @Test
    void valueWithItsLine(CapturedOutput output) {
        fails("  wal: {segment-size: 1KB}");
        assertThat(output).contains(
                "Invalid value '1KB' for the configuration property 'filestore.wal.segment-size' (originating from ")
            .contains("application.yml] - 3:23)");
    }

    @Test
    void unknownProperty(CapturedOutput output) {
        fails("  flush: {intervall: 2s}");
        assertThat(output)
            .contains("APPLICATION FAILED TO START", "There is no configuration property 'filestore.flush.intervall'",
                    "application.yml] - 3:22", "Did you mean 'filestore.flush.interval'?")
            .doesNotContain("Bindable@");
    }

    @Test
    void nestedNameWithoutBrackets(CapturedOutput output) {
        fails("  collections: {audit: {logs: {strategy: single-file}}}");
        assertThat(output)
            .contains("APPLICATION FAILED TO START",
                    "There is no configuration property 'filestore.collections.audit.logs.strategy'")
            .doesNotContain("Bindable@");
    }

    @Test
    void unknownEnumValue(CapturedOutput output) {
        fails("  wal: {sync: sometimes}");
        assertThat(output).contains("APPLICATION FAILED TO START", "filestore.wal.sync", "ALWAYS", "INTERVAL", "NEVER")
            .doesNotContain("Bindable@");
    }

    @Test
    void damagedDataFile(CapturedOutput output) throws IOException {
        Path file = Files.createDirectories(this.directory.resolve("data/users")).resolve("1.json");
        Files.writeString(file, "{\n  \"a\": \n");
        fails("""
                  on-corruption: fail
                  collections:
                    users: {strategy: file-per-record}
                """);
        assertThat(output)
            .contains("A file of the store is damaged. " + file + ": Collection 'users': Not valid JSON at line ")
            .contains("filestore.on-corruption=quarantine");
    }

    @Test
    void damagedLog(CapturedOutput output) throws IOException {
        Path log = damageLog("row-2", "row-X");
        fails("  collections: {users: {strategy: file-per-record}}");
        assertThat(output).contains("A file of the store is damaged. " + log + ", line ", "LSN")
            .contains("filestore.wal.on-corruption=salvage");
    }

    @Test
    void damagedLogCanBeSalvaged() throws IOException {
        damageLog("row-2", "row-X");
        try (ConfigurableApplicationContext context = start("""
                  wal: {on-corruption: salvage}
                  collections: {users: {strategy: file-per-record}}
                """)) {
            assertThat(context.getBean(Store.class).collection("users").ids()).contains("row-1")
                .doesNotContain("row-X");
        }
    }

    @Test
    void logOfANewerFormat(CapturedOutput output) throws IOException {
        String header = "{\"format\":\"filestore-wal\",\"version\":9,\"firstLsn\":1,\"durable\":0";
        CRC32C crc = new CRC32C();
        crc.update(header.getBytes());
        damageLog("\\{.*}", "%s,\"crc\":\"%08x\"}".formatted(header, crc.getValue()));
        fails("  collections: {users: {strategy: file-per-record}}");
        assertThat(output).contains("by a newer filestore", "Start with the version of filestore that wrote it")
            .doesNotContain("salvage");
    }

    /** A log as a killed process leaves it, with something changed in it. */
    private Path damageLog(String from, String to) throws IOException {
        Path alive = this.directory.resolve("alive");
        Path data = Files.createDirectories(this.directory.resolve("data"));
        try (Store store = Store.builder(alive)
            .automaticFlush(false)
            .collection("users", CollectionOptions.filePerRecord())
            .open()) {
            for (int row = 1; row <= 3; row++) {
                store.collection("users").put("row-" + row, Row.parse("{}"));
            }
            try (Stream<Path> files = Files.list(alive)) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    Files.copy(file, data.resolve(file.getFileName()));
                }
            }
        }
        Path log = data.resolve("_wal.jsonl");
        String content = Files.readString(log);
        assertThat(content).containsPattern(from);
        Files.writeString(log, content.replaceFirst(from, to));
        return log;
    }

    private void fails(String yaml) {
        assertThatException().isThrownBy(() -> start(yaml).close());
    }

    private ConfigurableApplicationContext start(String yaml) throws IOException {
        return startIn("  directory: " + this.directory.resolve("data"), yaml);
    }

    private ConfigurableApplicationContext startIn(String... yaml) throws IOException {
        Path file = this.directory.resolve("application.yml");
        Files.write(file, Stream.concat(Stream.of("filestore:"), Stream.of(yaml)).toList());
        SpringApplication application = new SpringApplicationBuilder(Application.class).web(WebApplicationType.NONE)
            .bannerMode(Banner.Mode.OFF)
            .logStartupInfo(false)
            .build();
        return application.run("--spring.config.location=" + file.toUri());
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Application {

    }

}
