package io.filestore.autoconfigure;

import java.nio.file.Path;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

@ExtendWith(OutputCaptureExtension.class)
class MisspelledVariablesTests {

    @TempDir
    Path directory;

    private void start(String variable) {
        Contexts
            .withVariables(Contexts.withFile(Contexts.over(this.directory),
                    Map.of("filestore.collections.auditLogs.strategy", "memory-only")), Map.of(variable, "2h"))
            .run((context) -> assertThat(context).hasNotFailed());
    }

    @ParameterizedTest
    @CsvSource({ "FILESTORE_DIRECTRY, FILESTORE_DIRECTORY", "FILESTORE_FLUSH_INTERVALL, FILESTORE_FLUSH_INTERVAL",
            "FILESTORE_WAL_MAX_SICE, FILESTORE_WAL_MAXSIZE",
            "FILESTORE_COLLECTIONS_AUDITLOGS_TTTL, FILESTORE_COLLECTIONS_AUDITLOGS_TTL",
            "FILESTORE_COLLECTIONS_AUDITLOGS_INDEXD_0, FILESTORE_COLLECTIONS_AUDITLOGS_INDEXED" })
    void variableThatIsNearlyOneOfOursIsToldWithTheOneThatWasMeant(String variable, String meant,
            CapturedOutput output) {
        start(variable);
        assertThat(output).containsOnlyOnce(
                "Nothing comes of the environment variable " + variable + ". Did you mean " + meant + "?");
    }

    @ParameterizedTest
    @ValueSource(
            strings = { "FILESTORE_HOME", "FILESTORE_PORT", "FILESTORE_PORT_80_TCP_ADDR", "FILESTORE_WAL_SERVICE_HOST",
                    "FILESTORE_FLUSH_INTERVAL", "FILESTORE_FLUSHINTERVAL", "FILESTORE_COLLECTIONS_AUDITLOGS_TTL" })
    void othersAndThoseThatAreRightAreNot(String variable, CapturedOutput output) {
        start(variable);
        assertThat(output).doesNotContain("Nothing comes of");
    }

    @Test
    void elementOfAListIsNotTakenForASlip(CapturedOutput output) {
        start("FILESTORE_COLLECTIONS_AUDITLOGS_INDEXED_0");
        assertThat(output).doesNotContain("Nothing comes of");
    }

}
