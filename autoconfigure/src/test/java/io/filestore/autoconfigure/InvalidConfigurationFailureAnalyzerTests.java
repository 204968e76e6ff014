package io.filestore.autoconfigure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;

import org.assertj.core.api.AbstractStringAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.core.env.Environment;
import org.springframework.mock.env.MockEnvironment;

import io.filestore.Store;
import io.filestore.config.CollectionOptions;
import io.filestore.error.InvalidConfigurationException;

import static org.assertj.core.api.Assertions.assertThat;

class InvalidConfigurationFailureAnalyzerTests {

    @TempDir
    Path directory;

    @Test
    void collectionWithoutAStrategy() {
        refuses("filestore.collections.users.path=people").isEqualTo("""
                The configuration property 'filestore.collections.users.strategy' is missing \
                (near "filestore.collections.users.path" from property source "test"). \
                A collection needs a strategy: compressed, file-per-record, memory-only, single-file.""");
    }

    @Test
    void unknownStrategy() {
        refuses("filestore.collections.users.strategy=mongo").isEqualTo("""
                Invalid value 'mongo' for the configuration property 'filestore.collections.users.strategy' \
                (originating from "filestore.collections.users.strategy" from property source "test"). \
                There is no such strategy. Give one of compressed, file-per-record, memory-only, single-file.""");
    }

    @Test
    void unknownStrategyForUnconfiguredCollections() {
        refuses("filestore.unconfigured-collections=mongo").contains("'mongo'", "'filestore.unconfigured-collections'",
                "Give refuse, or one of ");
    }

    @Test
    void twoCollectionsOnOnePath() {
        refuses("filestore.collections.a.strategy=single-file", "filestore.collections.a.path=shared.json",
                "filestore.collections.b.strategy=single-file", "filestore.collections.b.path=shared.json")
            .contains("'shared.json'", "'filestore.collections.b.path'", "of collection 'a'",
                    "Give one of them another path.");
    }

    @Test
    void oneCollectionInsideAnother() {
        refuses("filestore.collections.a.strategy=file-per-record", "filestore.collections.b.strategy=file-per-record",
                "filestore.collections.b.path=a/b")
            .contains("'a/b'", "'filestore.collections.b.path'", "of collection 'a'", "Give one of them another path.");
    }

    @Test
    void pathThatLeavesTheDirectory() {
        refuses("filestore.collections.a.strategy=file-per-record", "filestore.collections.a.path=../outside").contains(
                "'../outside'", "'filestore.collections.a.path'", "It leads out of the directory",
                "must be given as an absolute one");
    }

    @Test
    void pathThatIsTheStoresOwn() {
        refuses("filestore.collections.a.strategy=single-file", "filestore.collections.a.path=_wal.jsonl")
            .contains("'_wal.jsonl'", "'filestore.collections.a.path'", "Give the collection another path.");
    }

    @Test
    void logOnMemoryOnly() {
        refuses("filestore.collections.sessions.strategy=memory-only", "filestore.collections.sessions.wal=true")
            .contains("'true'", "'filestore.collections.sessions.wal'", "Leave wal out, or choose another strategy.");
    }

    @Test
    void namesThatDifferOnlyInCaseOrPunctuation() {
        refuses("filestore.collections.audit-logs.strategy=single-file",
                "filestore.collections.auditLogs.strategy=single-file")
            .contains("'filestore.collections.auditLogs'", "differs from 'audit-logs' only in case or punctuation",
                    "Use one spelling, or a name that differs.");
    }

    @Test
    void variableThatReachesNoCollection() {
        ApplicationContextRunner runner = Contexts.withVariables(
                Contexts.over(this.directory)
                    .withPropertyValues("filestore.collections.auditLogs.strategy=single-file"),
                Map.of("FILESTORE_COLLECTIONS_AUDIT_LOGS_TTL", "1h"));
        assertThat(analyze(runner).getDescription()).contains("FILESTORE_COLLECTIONS_AUDIT_LOGS_TTL",
                "the variable is FILESTORE_COLLECTIONS_AUDITLOGS_TTL.");
    }

    @Test
    void nameThatIsNone() {
        refuses("filestore.collections[audit.logs].strategy=single-file").contains("'audit.logs'",
                "'filestore.collections[audit.logs]'", "begins with a letter");
        refuses("filestore.collections[audit.logs].ttl=-1s")
            .contains("'-1s' for the configuration property 'filestore.collections[audit.logs].ttl'");
    }

    @Test
    void fieldListedTwice() {
        refuses("filestore.collections.users.strategy=file-per-record", "filestore.collections.users.unique[0]=email",
                "filestore.collections.users.unique[1]=email")
            .contains("'email, email'", "'filestore.collections.users.unique'", "near", "List it once.");
        refuses("filestore.collections.users.strategy=file-per-record", "filestore.collections.users.indexed=a,a")
            .contains("'a,a'", "'filestore.collections.users.indexed'", "List it once.");
    }

    @Test
    void compoundIndexThatIsNone() {
        refuses("filestore.collections.users.strategy=file-per-record", "filestore.collections.users.indexed[0]=email",
                "filestore.collections.users.indexed[1]=")
            .contains("'[]'", "'filestore.collections.users.indexed'", "take the empty list out");
        refuses("filestore.collections.users.strategy=file-per-record",
                "filestore.collections.users.unique[0][0]=email", "filestore.collections.users.unique[0][1]=email")
            .contains("'[email, email]'", "'filestore.collections.users.unique'", "near", "twice in one index");
        refuses("filestore.collections.users.strategy=file-per-record",
                "filestore.collections.users.indexed[0]=a,b,c,d,e,f,g,h,i")
            .contains("'[a, b, c, d, e, f, g, h, i]'", "up to 8 fields");
    }

    @Test
    void ttlThatIsNotPositive() {
        refuses("filestore.collections.users.strategy=file-per-record", "filestore.collections.users.ttl=-5").contains(
                "'-5'", "'filestore.collections.users.ttl'", "at least a millisecond", "Leave it out",
                "An empty value takes away");
        refuses("filestore.collections.users.strategy=file-per-record", "filestore.collections.users.ttl=0")
            .contains("'0'", "'filestore.collections.users.ttl'");
    }

    @Test
    void intervalsAndSizesThatMakeNoSense() {
        refuses("filestore.flush.interval=0s").contains("'0s'", "'filestore.flush.interval'", "such as 2s");
        refuses("filestore.wal.sync-interval=-1s").contains("'-1s'", "'filestore.wal.sync-interval'", "such as 1s");
        refuses("filestore.wal.segment-size=1KB").contains("'1KB'", "'filestore.wal.segment-size'", "at least 4KB");
        refuses("filestore.wal.max-size=1MB").contains("'1MB'", "'filestore.wal.max-size'", "wal.segment-size");
    }

    @Test
    void permissionsThatAreNoneOrLockTheOwnerOut() {
        refuses("filestore.file-permissions=600").contains("'600'", "'filestore.file-permissions'", "'rw-------'");
        refuses("filestore.directory-permissions=rw-------").contains("'filestore.directory-permissions'",
                "locks itself out");
    }

    @Test
    void directoryThatCannotBeWritten() throws IOException {
        Path file = Files.createFile(this.directory.resolve("file"));
        refuses("filestore.directory=" + file.resolve("sub")).contains("'filestore.directory'", "Not a directory");
        refuses("filestore.directory=" + file).contains("'filestore.directory'",
                "is a file where a directory is needed");
        refuses("filestore.directory=/proc/filestore").contains("'/proc/filestore'", "'filestore.directory'");
        refuses("filestore.directory= ").contains("'filestore.directory' is missing", "Name one, such as data.");
    }

    @Test
    void directoryThatIsNotNamedIsToBeSetToOneThatCanBeWritten() {
        assertThat(analyze(Contexts.over(this.directory).withPropertyValues("filestore.directory= ")).getAction())
            .isEqualTo("Set 'filestore.directory' to a directory that the user who runs this process can create and"
                    + " write.");
    }

    @Test
    void directoryThatIsAbsentAndOnlyRead() {
        refuses("filestore.directory=" + this.directory.resolve("absent"), "filestore.read-only=true")
            .contains("'filestore.directory'", "a read-only store creates nothing");
    }

    @Test
    void collectionThatCodeAsksForAndNobodyConfigured() {
        ApplicationContextRunner runner = Contexts.over(this.directory)
            .withPropertyValues("filestore.collections.users.strategy=single-file")
            .withBean(Asking.class);
        FailureAnalysis analysis = analyze(runner);
        assertThat(analysis.getDescription()).startsWith(
                "The configuration property 'filestore.collections.orders' is missing. There is no such collection.");
        assertThat(analysis.getAction()).isEqualTo("Set 'filestore.collections.orders'; the description says how.");
    }

    @Test
    void optionsMadeInCode() {
        ApplicationContextRunner runner = Contexts.over(this.directory)
            .withBean(FileStoreBuilderCustomizer.class, () -> (builder) -> builder.collection("a",
                    CollectionOptions.filePerRecord().withTtl(Duration.ZERO)));
        assertThat(analyze(runner).getDescription())
            .startsWith("Invalid value 'PT0S' for the configuration property 'filestore.collections.*.ttl'. ");
    }

    @Test
    void placeholderIsShownAsWritten() {
        MockEnvironment environment = new MockEnvironment().withProperty("filestore.flush.interval", "${interval}");
        FailureAnalysis analysis = new InvalidConfigurationFailureAnalyzer(environment)
            .analyze(new InvalidConfigurationException("flush.interval", Duration.ZERO, "it must be positive"));
        assertThat(analysis.getDescription()).contains("'${interval}'").endsWith("It must be positive.");
    }

    private AbstractStringAssert<?> refuses(String... properties) {
        return assertThat(analyze(Contexts.over(this.directory).withPropertyValues(properties)).getDescription());
    }

    private static FailureAnalysis analyze(ApplicationContextRunner runner) {
        AtomicReference<Environment> environment = new AtomicReference<>();
        AtomicReference<FailureAnalysis> analysis = new AtomicReference<>();
        runner.withInitializer((context) -> environment.set(context.getEnvironment())).run((context) -> {
            assertThat(context).hasFailed();
            analysis
                .set(new InvalidConfigurationFailureAnalyzer(environment.get()).analyze(context.getStartupFailure()));
            assertThat(analysis.get()).as(String.valueOf(context.getStartupFailure())).isNotNull();
        });
        return analysis.get();
    }

    static final class Asking {

        Asking(Store store) {
            store.collection("orders");
        }

    }

}
