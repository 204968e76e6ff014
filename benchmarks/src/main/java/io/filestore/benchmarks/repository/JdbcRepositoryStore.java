package io.filestore.benchmarks.repository;

import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigurationPackage;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.data.jdbc.autoconfigure.DataJdbcRepositoriesAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceTransactionManagerAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcTemplateAutoConfiguration;
import org.springframework.boot.transaction.autoconfigure.TransactionAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.data.jdbc.core.JdbcAggregateTemplate;
import org.springframework.data.relational.core.mapping.event.BeforeConvertCallback;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Spring Data JDBC over one connection of Spring Boot's pool, to a table with the same
 * indexes and caches that hold all rows. What is saved unforced survives the end of the
 * process: with {@code journal_mode=WAL} and {@code synchronous=NORMAL} of SQLite, and
 * {@code WRITE_DELAY=0} of H2; with {@code synchronous=FULL} it survives a power loss.
 */
final class JdbcRepositoryStore extends RepositoryStore {

    private final String settling;

    private JdbcRepositoryStore(Class<?> application, String url, String settling) {
        super(application, Map.of("spring.datasource.url", url, "spring.datasource.hikari.maximum-pool-size", 1));
        this.settling = settling;
        JdbcTemplate template = bean(JdbcTemplate.class);
        template.execute("create table if not exists stored_order (id varchar(40) primary key, user_id varchar(40),"
                + " status varchar(40), total int, currency varchar(40), created_at varchar(40), city varchar(40),"
                + " items int, note varchar(200))");
    }

    static RepositoryStore sqlite(RepositorySetup setup) {
        return new JdbcRepositoryStore(SqliteApplication.class,
                "jdbc:sqlite:" + setup.path().resolve("orders.db") + "?journal_mode=WAL&synchronous="
                        + (setup.forced() ? "FULL" : "NORMAL") + "&mmap_size=1073741824&cache_size=-262144",
                "pragma wal_checkpoint(TRUNCATE)");
    }

    static RepositoryStore h2(RepositorySetup setup) {
        return new JdbcRepositoryStore(Application.class,
                "jdbc:h2:file:" + setup.path().resolve("orders") + ";WRITE_DELAY=0;CACHE_SIZE=1048576",
                "checkpoint sync");
    }

    @Override
    public void load(int count) {
        super.load(count);
        JdbcTemplate template = bean(JdbcTemplate.class);
        template.execute("create index orders_time on stored_order (created_at)");
        template.execute("create index orders_user_time on stored_order (user_id, created_at)");
        template.execute("create index orders_status_time on stored_order (status, created_at)");
        template.execute("analyze");
        settle();
    }

    @Override
    void insert(List<StoredOrder> orders) {
        bean(JdbcAggregateTemplate.class).insertAll(orders);
    }

    @Override
    public void settle() {
        bean(JdbcTemplate.class).execute(this.settling);
    }

    @SpringBootConfiguration(proxyBeanMethods = false)
    @AutoConfigurationPackage
    @ImportAutoConfiguration({ DataSourceAutoConfiguration.class, DataSourceTransactionManagerAutoConfiguration.class,
            JdbcTemplateAutoConfiguration.class, DataJdbcRepositoriesAutoConfiguration.class,
            TransactionAutoConfiguration.class })
    static class Application {

        @Bean
        BeforeConvertCallback<StoredOrder> ids() {
            return (order) -> (order.id() == null) ? order.withId(UUID.randomUUID().toString()) : order;
        }

    }

    static final class SqliteApplication extends Application {

        @Bean
        SqliteDialect dialect() {
            return new SqliteDialect();
        }

    }

}
