package io.filestore.autoconfigure;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.core.env.PropertySource;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.core.io.ClassPathResource;
import org.springframework.util.unit.DataSize;

import io.filestore.Store;
import io.filestore.StoreBuilder;
import io.filestore.autoconfigure.FileStoreProperties.Collection;
import io.filestore.config.CollectionOptions;
import io.filestore.config.LayoutChanges;
import io.filestore.config.OnCorruption;
import io.filestore.io.MemoryDirectory;
import io.filestore.wal.LogCorruption;
import io.filestore.wal.SyncPolicy;

import static org.assertj.core.api.Assertions.assertThat;

class FileStorePropertiesTests {

    private static final String EXAMPLE = """
            filestore:
              directory: data
              flush:
                interval: 5s
                sync: false
              wal:
                sync: interval
                sync-interval: 200ms
                segment-size: 1MB
                max-size: 10MB
                on-corruption: salvage
              on-corruption: fail
              layout-changes: refuse
              unconfigured-collections: single-file
              decoded-memory: 32MB
              query: {scan-warning: 500}
              collections:
                users:
                  strategy: file-per-record
                  path: people
                  indexed: [email, address.city, [status, created, id]]
                  unique: [[tenant, email], email]
                  wal: true
                sessions:  {strategy: memory-only, ttl: 3600}
                auditLogs: {strategy: single-file, path: logs/audit.jsonl}
                cache:     {strategy: compressed, wal: false, ttl: 10m}
            """;

    private final ApplicationContextRunner runner = new ApplicationContextRunner()
        .withUserConfiguration(Properties.class);

    @Test
    void everythingHasADefault() {
        this.runner.run((context) -> {
            FileStoreProperties properties = context.getBean(FileStoreProperties.class);
            assertThat(properties).isEqualTo(new FileStoreProperties(true, "data", false,
                    new FileStoreProperties.Flush(Duration.ofSeconds(2), true),
                    new FileStoreProperties.Wal(SyncPolicy.ALWAYS, Duration.ofSeconds(1), DataSize.ofMegabytes(16),
                            DataSize.ofGigabytes(1), LogCorruption.FAIL),
                    new FileStoreProperties.Query(10_000), OnCorruption.QUARANTINE, LayoutChanges.MOVE, true, "refuse",
                    null, "rw-------", "rwx------", new FileStoreProperties.Backup(null),
                    new FileStoreProperties.Health(3, Duration.ofMinutes(1), DataSize.ofMegabytes(512)),
                    new FileStoreProperties.Values(null, null), Map.of()));
        });
    }

    @Test
    void yamlIsBoundWithNamesAsWritten() {
        this.runner
            .withInitializer(
                    (context) -> context.getEnvironment().getPropertySources().addFirst(yaml("example", EXAMPLE)))
            .run((context) -> {
                FileStoreProperties properties = context.getBean(FileStoreProperties.class);
                assertThat(properties.flush()).isEqualTo(new FileStoreProperties.Flush(Duration.ofSeconds(5), false));
                assertThat(properties.wal())
                    .isEqualTo(new FileStoreProperties.Wal(SyncPolicy.INTERVAL, Duration.ofMillis(200),
                            DataSize.ofMegabytes(1), DataSize.ofMegabytes(10), LogCorruption.SALVAGE));
                assertThat(properties.query().scanWarning()).isEqualTo(500);
                assertThat(properties.decodedMemory()).isEqualTo(DataSize.ofMegabytes(32));
                assertThat(properties.collections()).containsOnlyKeys("users", "sessions", "auditLogs", "cache");
                Collection users = properties.collections().get("users");
                assertThat(users.indexed()).containsExactly(List.of("email"), List.of("address.city"),
                        List.of("status", "created", "id"));
                assertThat(users.unique()).containsExactly(List.of("tenant", "email"), List.of("email"));
                assertThat(users.wal()).isTrue();
                assertThat(users.ttl()).isNull();
                assertThat(properties.collections().get("auditLogs").path()).isEqualTo("logs/audit.jsonl");
            });
    }

    @Test
    void ttlIsInSecondsUnlessItHasAUnit() {
        this.runner
            .withPropertyValues("filestore.collections.a.ttl=3600", "filestore.collections.b.ttl=1h",
                    "filestore.collections.c.ttl=PT0.5S")
            .run((context) -> assertThat(context.getBean(FileStoreProperties.class).collections().values())
                .extracting(Collection::ttl)
                .containsExactly(Duration.ofHours(1), Duration.ofHours(1), Duration.ofMillis(500)));
    }

    @ParameterizedTest
    @ValueSource(strings = { "users: {ttl: , path: , indexed: [], unique: , wal: }",
            "users: {ttl: '', path: '', indexed: '', unique: [], wal: ''}" })
    void profileTakesAwayWithAnEmptyValue(String profile) {
        String base = "filestore.collections.users: {strategy: single-file, ttl: 1h, path: people.json,"
                + " indexed: [a, [b, c]], unique: [[a, b]], wal: false}";
        this.runner.withInitializer((context) -> {
            context.getEnvironment().getPropertySources().addFirst(yaml("base", base));
            context.getEnvironment()
                .getPropertySources()
                .addFirst(yaml("profile", "filestore.collections: {" + profile + "}"));
        }).run((context) -> {
            FileStoreProperties properties = context.getBean(FileStoreProperties.class);
            StoreBuilder builder = Store.builder(Path.of("/store")).directory(new MemoryDirectory());
            new PropertiesCustomizer(properties, properties.collections(), new EngineBeans(List.of()))
                .customize(builder);
            try (Store store = builder.open()) {
                assertThat(store.options("users")).isEqualTo(CollectionOptions.of("single-file"));
            }
        });
    }

    @Test
    void variableTakesAwayWithAnEmptyValue() {
        Contexts
            .withVariables(
                    Contexts.withFile(this.runner,
                            Map.of("filestore.collections.users.ttl", "1h", "filestore.collections.users.wal", "true")),
                    Map.of("FILESTORE_COLLECTIONS_USERS_TTL", ""))
            .run((context) -> assertThat(context.getBean(FileStoreProperties.class).collections().get("users").ttl())
                .isNull());
    }

    @Test
    void fieldsCanBeAListWithCommas() {
        this.runner.withPropertyValues("filestore.collections.users.indexed=email, username")
            .run((context) -> assertThat(
                    context.getBean(FileStoreProperties.class).collections().get("users").indexed())
                .containsExactly(List.of("email"), List.of("username")));
    }

    @Test
    void compoundIndexesAreListsInTheList() {
        this.runner.withPropertyValues("filestore.collections.users.indexed[0]=email",
                "filestore.collections.users.indexed[1][0]=status", "filestore.collections.users.indexed[1][1]=created",
                "filestore.collections.users.indexed[2]=tenant, email",
                "filestore.collections.users.unique[0][0]=Smith, John")
            .run((context) -> {
                Collection users = context.getBean(FileStoreProperties.class).collections().get("users");
                assertThat(users.indexed()).containsExactly(List.of("email"), List.of("status", "created"),
                        List.of("tenant", "email"));
                assertThat(users.unique()).containsExactly(List.of("Smith, John"));
            });
    }

    @Test
    void variablesMakeCompoundIndexes() {
        Contexts.withVariables(this.runner,
                Map.of("FILESTORE_COLLECTIONS_USERS_INDEXED_0", "email", "FILESTORE_COLLECTIONS_USERS_INDEXED_1_0",
                        "status", "FILESTORE_COLLECTIONS_USERS_INDEXED_1_1", "created",
                        "FILESTORE_COLLECTIONS_USERS_UNIQUE_0", "tenant,email"))
            .run((context) -> {
                Collection users = context.getBean(FileStoreProperties.class).collections().get("users");
                assertThat(users.indexed()).containsExactly(List.of("email"), List.of("status", "created"));
                assertThat(users.unique()).containsExactly(List.of("tenant", "email"));
            });
    }

    @Test
    void variableChangesACollectionWithAKebabName() {
        Contexts
            .withVariables(this.runner.withPropertyValues("filestore.collections.audit-logs.path=a.jsonl"),
                    Map.of("FILESTORE_COLLECTIONS_AUDIT_LOGS_TTL", "1h"))
            .run((context) -> {
                Map<String, Collection> collections = context.getBean(FileStoreProperties.class).collections();
                assertThat(collections).containsOnlyKeys("audit-logs");
                assertThat(collections.get("audit-logs").path()).isEqualTo("a.jsonl");
                assertThat(collections.get("audit-logs").ttl()).isEqualTo(Duration.ofHours(1));
            });
    }

    @Test
    void variableOfAnotherProgramIsNoUnknownProperty() {
        Contexts.withVariables(this.runner, Map.of("FILESTORE_HOME", "/opt", "FILESTORE_WAL_SYNC", "never"))
            .run((context) -> assertThat(context.getBean(FileStoreProperties.class).wal().sync())
                .isEqualTo(SyncPolicy.NEVER));
    }

    @Test
    void directoryIsNotLookedForOnTheClassPath() {
        assertThat(new ClassPathResource("META-INF").exists()).isTrue();
        this.runner.withPropertyValues("filestore.directory=META-INF")
            .run((context) -> assertThat(PropertiesCustomizer.directory(context.getBean(FileStoreProperties.class)))
                .isEqualTo(Path.of("META-INF")));
    }

    private static PropertySource<?> yaml(String name, String text) {
        try {
            return new YamlPropertySourceLoader().load(name, new ByteArrayResource(text.getBytes())).get(0);
        }
        catch (IOException ex) {
            throw new IllegalStateException(ex);
        }
    }

    @EnableConfigurationProperties(FileStoreProperties.class)
    static class Properties {

    }

}
