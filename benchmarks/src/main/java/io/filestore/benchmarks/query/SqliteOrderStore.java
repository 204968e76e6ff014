package io.filestore.benchmarks.query;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;

import io.filestore.benchmarks.data.Order;

/**
 * SQLite with rows as JSON text, and indexes of columns that are generated from it. With
 * {@code journal_mode=WAL} and {@code synchronous=NORMAL}, so that a transaction survives
 * the end of the process. So that all of it is in memory, as with the others, it has a
 * gigabyte mapped and a cache of a quarter of that; by default it has a cache of 2 MB.
 * Statistics are there ({@code analyze}), and statements are prepared once.
 */
final class SqliteOrderStore implements OrderStore {

    private static final String GENERATED = " generated always as (json_extract(json, '$.%s')) virtual";

    private final OrderSetup setup;

    private final Connection connection;

    private final PreparedStatement upsert;

    SqliteOrderStore(OrderSetup setup) throws SQLException {
        this.setup = setup;
        this.connection = DriverManager.getConnection("jdbc:sqlite:" + setup.path().resolve("orders.db"));
        execute("pragma journal_mode=WAL");
        execute("pragma synchronous=NORMAL");
        execute("pragma mmap_size=1073741824");
        execute("pragma cache_size=-262144");
        execute("create table if not exists orders (id text primary key, json text" + column("userId", "text")
                + column("status", "text") + column("createdAt", "text") + column("total", "integer") + ")");
        this.upsert = this.connection.prepareStatement(
                "insert into orders (id, json) values (?, ?) on conflict (id) do update set json = excluded.json");
    }

    private static String column(String name, String type) {
        return ", " + name + " " + type + String.format(GENERATED, name);
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = this.connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Override
    public void load(int count) throws SQLException {
        this.connection.setAutoCommit(false);
        for (int i = 0; i < count; i++) {
            put(Order.id(i), Order.number(i, count));
        }
        execute("create index orders_time on orders (createdAt)");
        execute("create index orders_total on orders (total, id)");
        if (!this.setup.two()) {
            execute("create index orders_user_time on orders (userId, createdAt)");
            execute("create index orders_status_time on orders (status, createdAt)");
        }
        execute("analyze");
        this.connection.commit();
        this.connection.setAutoCommit(true);
        settle();
    }

    @Override
    public Orders orders(RowForm form) {
        try {
            return new SqliteOrders(this.connection, form);
        }
        catch (SQLException ex) {
            throw new IllegalStateException(ex);
        }
    }

    @Override
    public void put(String id, Order row) throws SQLException {
        this.upsert.setString(1, id);
        this.upsert.setString(2, OrderJson.text(row));
        this.upsert.executeUpdate();
    }

    @Override
    public void settle() throws SQLException {
        execute("pragma wal_checkpoint(TRUNCATE)");
    }

    @Override
    public void close() throws SQLException {
        this.connection.close();
    }

}
