package io.filestore.benchmarks.application;

import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.datastax.oss.driver.api.core.CqlSession;
import com.zaxxer.hikari.HikariDataSource;

import org.springframework.boot.data.autoconfigure.web.DataWebAutoConfiguration;
import org.springframework.boot.data.jdbc.autoconfigure.DataJdbcRepositoriesAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.MetricsAutoConfiguration;
import org.springframework.boot.transaction.autoconfigure.TransactionAutoConfiguration;
import org.springframework.data.jdbc.core.JdbcAggregateTemplate;
import org.springframework.data.keyvalue.core.KeyValueTemplate;
import org.springframework.data.relational.core.mapping.RelationalMappingContext;
import org.springframework.jdbc.core.JdbcTemplate;

import io.filestore.Store;
import io.filestore.autoconfigure.FileStoreAutoConfiguration;
import io.filestore.cassandra.CassandraEngineFactory;
import io.filestore.data.repository.FileStoreRepository;

/**
 * What an application may have on its class path, or not, known by a class of each file.
 */
enum Library {

    FILESTORE(Store.class, FileStoreRepository.class, FileStoreAutoConfiguration.class),

    KEY_VALUE(KeyValueTemplate.class),

    JDBC(JdbcTemplate.class, RelationalMappingContext.class, JdbcAggregateTemplate.class,
            DataSourceAutoConfiguration.class, DataJdbcRepositoriesAutoConfiguration.class,
            DataWebAutoConfiguration.class, HikariDataSource.class, org.h2.Driver.class),

    TRANSACTIONS(TransactionAutoConfiguration.class),

    /** For other tables. */
    OTHER(MetricsAutoConfiguration.class, org.sqlite.JDBC.class, CqlSession.class, CassandraEngineFactory.class);

    private final List<Class<?>> classes;

    Library(Class<?>... classes) {
        this.classes = List.of(classes);
    }

    /** The class path of this process without the libraries that are not among these. */
    static String classPath(Set<Library> present) {
        Set<Path> absent = Stream.of(values())
            .filter((library) -> !present.contains(library))
            .flatMap((library) -> library.classes.stream())
            .map(Library::file)
            .collect(Collectors.toSet());
        String separator = System.getProperty("path.separator");
        return Arrays.stream(System.getProperty("java.class.path").split(separator))
            .filter((entry) -> !absent.contains(Path.of(entry).toAbsolutePath()))
            .collect(Collectors.joining(separator));
    }

    private static Path file(Class<?> type) {
        try {
            return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI()).toAbsolutePath();
        }
        catch (URISyntaxException ex) {
            throw new IllegalStateException(ex);
        }
    }

}
