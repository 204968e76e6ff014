package io.filestore.autoconfigure;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.context.runner.ContextConsumer;

import io.filestore.Store;
import io.filestore.error.InvalidConfigurationException;

import static org.assertj.core.api.Assertions.assertThat;

class CollectionVariablesTests {

    @TempDir
    Path directory;

    private void run(String collection, Map<String, String> variables,
            ContextConsumer<AssertableApplicationContext> consumer) {
        ApplicationContextRunner runner = Contexts.withFile(Contexts.over(this.directory),
                Map.of("filestore.collections." + collection + ".strategy", "single-file",
                        "filestore.collections." + collection + ".ttl", "5m"));
        Contexts.withVariables(runner, variables).run(consumer);
    }

    @ParameterizedTest
    @CsvSource({ "users, USERS", "auditLogs, AUDITLOGS", "audit-logs, AUDITLOGS", "audit-logs, AUDIT_LOGS",
            "auditlogs, AUDITLOGS" })
    void variableChangesTheCollectionThatIsThere(String collection, String variable) {
        run(collection, Map.of("FILESTORE_COLLECTIONS_" + variable + "_TTL", "1h"), (context) -> {
            assertThat(context.getBean(Store.class).collectionNames()).containsExactly(collection);
            assertThat(context.getBean(Store.class).options(collection).ttl()).isEqualTo(Duration.ofHours(1));
        });
    }

    @ParameterizedTest
    @CsvSource({ "auditLogs, AUDIT_LOGS, AUDITLOGS", "auditlogs, AUDIT_LOGS, AUDITLOGS",
            "audit-log-lines, AUDITLOG_LINES, AUDITLOGLINES" })
    void variableThatReachesNoCollectionSaysWhichOneDoes(String collection, String variable, String right) {
        run(collection, Map.of("FILESTORE_COLLECTIONS_" + variable + "_TTL", "1h"),
                (context) -> assertThat(context).getFailure()
                    .rootCause()
                    .isInstanceOf(InvalidConfigurationException.class)
                    .hasMessageContaining("Nothing comes of the environment variable FILESTORE_COLLECTIONS_" + variable
                            + "_TTL. Of the collection '" + collection + "', the variable is FILESTORE_COLLECTIONS_"
                            + right + "_TTL."));
    }

    @ParameterizedTest
    @ValueSource(strings = { "INDEXED_0_", "INDEXED_1_0", "UNIQUE_1_0_", "UNIQUE" })
    void variableOfACollectionThatIsNotThereIsRefused(String option) {
        run("users", Map.of("FILESTORE_COLLECTIONS_AUDIT_LOGS_" + option, "a"),
                (context) -> assertThat(context).getFailure()
                    .rootCause()
                    .hasMessageContaining("There is no collection of such a name: there are [users]."));
    }

    @Test
    void variableMakesACollectionOfOneWord() {
        run("users", Map.of("FILESTORE_COLLECTIONS_NOTES_STRATEGY", "memory-only"),
                (context) -> assertThat(context.getBean(Store.class).collectionNames()).containsExactly("notes",
                        "users"));
    }

    @Test
    void otherVariablesAreLeftAlone() {
        run("users", Map.of("FILESTORE_COLLECTIONS_ARE_NICE", "yes"), (context) -> assertThat(context).hasNotFailed());
    }

    @Test
    void systemPropertyInAnotherSpellingSaysWhichOneIsMeant() {
        Contexts.over(this.directory)
            .withPropertyValues("filestore.collections.auditLogs.strategy=single-file")
            .withSystemProperties("filestore.collections.audit-logs.ttl=1h")
            .run((context) -> assertThat(context).getFailure()
                .rootCause()
                .isInstanceOf(InvalidConfigurationException.class)
                .hasMessageContaining("audit-logs")
                .hasMessageContaining("auditLogs"));
    }

}
