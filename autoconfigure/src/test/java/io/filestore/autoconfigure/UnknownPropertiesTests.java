package io.filestore.autoconfigure;

import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import io.filestore.Store;

import static org.assertj.core.api.Assertions.assertThat;

@ExtendWith(OutputCaptureExtension.class)
class UnknownPropertiesTests {

    /** What the build itself says to the tests. */
    private static final String OF_THE_BUILD = "filestore.requireTools";

    @TempDir
    Path directory;

    private String ofTheBuild = "";

    @BeforeEach
    void forgetWhatTheBuildSays() {
        this.ofTheBuild = System.getProperty(OF_THE_BUILD, "");
        System.clearProperty(OF_THE_BUILD);
    }

    @AfterEach
    void rememberWhatTheBuildSays() {
        if (!this.ofTheBuild.isEmpty()) {
            System.setProperty(OF_THE_BUILD, this.ofTheBuild);
        }
    }

    private FailureAnalysis refused(String... properties) {
        return refused(Contexts.over(this.directory).withPropertyValues(properties));
    }

    private static FailureAnalysis refused(ApplicationContextRunner runner) {
        AtomicReference<FailureAnalysis> analysis = new AtomicReference<>();
        runner.run((context) -> {
            assertThat(context).hasFailed();
            analysis.set(new UnknownPropertyFailureAnalyzer().analyze(context.getStartupFailure()));
            assertThat(analysis.get()).as(String.valueOf(context.getStartupFailure())).isNotNull();
        });
        return analysis.get();
    }

    @Test
    void slipIsRefusedAndSaysWhatWasMeant() {
        assertThat(refused("filestore.flush.intervall=2s").getDescription()).isEqualTo("""
                There is no configuration property 'filestore.flush.intervall' \
                (originating from "filestore.flush.intervall" from property source "test"). \
                Did you mean 'filestore.flush.interval'?""");
        assertThat(refused("filestore.directry=x").getDescription()).endsWith("Did you mean 'filestore.directory'?");
        assertThat(refused("filestore.colections.users.strategy=single-file").getDescription())
            .endsWith("Did you mean 'filestore.collections'?");
        assertThat(refused("filestore.collections.users.strategie=single-file").getDescription())
            .endsWith("Did you mean 'filestore.collections.users.strategy'?");
    }

    @Test
    void whatIsInAGroupOfOursButUnlikeAnythingIsRefusedAndSaysWhatThereIs() {
        assertThat(refused("filestore.wal.directory=x").getDescription())
            .endsWith("'filestore.wal' has max-size, on-corruption, segment-size, sync, sync-interval.");
        assertThat(refused("filestore.directory.name=x").getDescription())
            .endsWith("'filestore.directory' is a single value.");
        assertThat(refused("filestore.collections.audit.logs.strategy=single-file").getDescription())
            .contains("'filestore.collections.audit' has ", "strategy");
        assertThat(refused("filestore.collections.users.ttl.unit=s").getDescription()).contains("users.ttl.unit");
    }

    @Test
    void allSlipsAreToldAtOnce() {
        assertThat(refused("filestore.flush.intervall=2s", "filestore.wal.synk=never").getDescription().lines())
            .hasSize(2);
    }

    @Test
    void slipOfASystemPropertyIsRefused() {
        assertThat(refused(Contexts.over(this.directory).withSystemProperties("filestore.wal.synch=never"))
            .getDescription()).contains("'filestore.wal.synch'").endsWith("Did you mean 'filestore.wal.sync'?");
    }

    @Test
    void propertiesOfTheApplicationsOwnAreLeftAlone(CapturedOutput output) {
        Contexts.over(this.directory)
            .withPropertyValues("filestore.export.target=/mnt/backup", "filestore.export.every=1h")
            .run((context) -> assertThat(context).hasNotFailed().hasSingleBean(Store.class));
        assertThat(output).containsOnlyOnce("filestore has no properties")
            .contains("[filestore.export.every, filestore.export.target]");
    }

    @Test
    void spellingsThatSpringTakesAreTaken(CapturedOutput output) {
        Contexts.over(this.directory)
            .withPropertyValues("filestore.readOnly=false", "filestore.wal.sync_interval=2s",
                    "filestore.collections.users.strategy=file-per-record", "filestore.collections.users.indexed[0]=a",
                    "filestore.flush.INTERVAL=3s")
            .run((context) -> assertThat(context).hasNotFailed());
        assertThat(output).doesNotContain("filestore has no properties");
    }

    @Test
    void variablesOfOtherProgramsAndServicesAreLeftAlone(CapturedOutput output) {
        Contexts
            .withVariables(Contexts.over(this.directory),
                    Map.of("FILESTORE_HOME", "/opt", "FILESTORE_WAL_SERVICE_HOST", "10.0.0.1", "FILESTORE_PORT",
                            "tcp://10.0.0.1:80", "FILESTORE_COLLECTIONS", ""))
            .run((context) -> assertThat(context).hasNotFailed());
        assertThat(output).doesNotContain("filestore has no properties");
    }

}
