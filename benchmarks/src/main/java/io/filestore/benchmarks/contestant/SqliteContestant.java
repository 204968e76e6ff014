package io.filestore.benchmarks.contestant;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

import org.jspecify.annotations.Nullable;

import io.filestore.benchmarks.data.Customer;

/**
 * SQLite with {@code journal_mode=WAL}. With {@code synchronous=FULL} each transaction is
 * forced; with {@code NORMAL} it survives the end of the process, and the log is forced
 * before a checkpoint. One connection writes, since SQLite has one writer; each thread
 * reads by its own.
 */
final class SqliteContestant implements Contestant {

    private final String url;

    private final Connection writer;

    private final PreparedStatement upsert;

    private final Queue<Reader> readers = new ConcurrentLinkedQueue<>();

    private final ThreadLocal<@Nullable Reader> reader = new ThreadLocal<>();

    SqliteContestant(Setup setup) throws SQLException {
        this.url = "jdbc:sqlite:" + setup.path().resolve("rows.db");
        this.writer = DriverManager.getConnection(this.url);
        execute("pragma journal_mode=WAL");
        execute("pragma synchronous=" + (setup.forced() ? "FULL" : "NORMAL"));
        if (!setup.background()) {
            execute("pragma wal_autocheckpoint=0");
        }
        execute("create table if not exists customer (id text primary key, email text, city text, json blob)"
                + " without rowid");
        execute("create unique index if not exists customer_email on customer (email)");
        execute("create index if not exists customer_city on customer (city)");
        this.upsert = this.writer.prepareStatement("insert into customer values (?, ?, ?, ?) on conflict (id)"
                + " do update set email = excluded.email, city = excluded.city, json = excluded.json");
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = this.writer.createStatement()) {
            statement.execute(sql);
        }
    }

    @Override
    public void load(int count) throws SQLException {
        this.writer.setAutoCommit(false);
        for (int i = 0; i < count; i++) {
            write(Customer.id(i), Customer.number(i));
        }
        this.writer.commit();
        this.writer.setAutoCommit(true);
        flush();
    }

    private void write(String id, Customer row) throws SQLException {
        this.upsert.setString(1, id);
        this.upsert.setString(2, row.email());
        this.upsert.setString(3, row.city());
        this.upsert.setBytes(4, RowJson.encode(row));
        this.upsert.executeUpdate();
    }

    @Override
    public synchronized void put(String id, Customer row) throws SQLException {
        write(id, row);
    }

    @Override
    public @Nullable Customer get(String id) throws SQLException {
        return first(reader().byId, id);
    }

    @Override
    public @Nullable Customer findByEmail(String email) throws SQLException {
        return first(reader().byEmail, email);
    }

    @Override
    public List<Customer> findByCity(String city) throws SQLException {
        return all(reader().byCity, city);
    }

    private static @Nullable Customer first(PreparedStatement query, String key) throws SQLException {
        List<Customer> found = all(query, key);
        return found.isEmpty() ? null : found.get(0);
    }

    private static List<Customer> all(PreparedStatement query, String key) throws SQLException {
        List<Customer> found = new ArrayList<>();
        query.setString(1, key);
        try (ResultSet result = query.executeQuery()) {
            while (result.next()) {
                Customer row = RowJson.decode(result.getBytes(1));
                if (row != null) {
                    found.add(row);
                }
            }
        }
        return found;
    }

    private Reader reader() throws SQLException {
        Reader mine = this.reader.get();
        if (mine == null) {
            mine = new Reader(DriverManager.getConnection(this.url));
            this.reader.set(mine);
            this.readers.add(mine);
        }
        return mine;
    }

    @Override
    public synchronized void flush() throws SQLException {
        execute("pragma wal_checkpoint(TRUNCATE)");
    }

    /** Has nothing in the background: a writer makes the checkpoint when it is due. */
    @Override
    public void settle() {
    }

    @Override
    public void close() throws SQLException {
        for (Reader open : this.readers) {
            open.connection.close();
        }
        this.writer.close();
    }

    private static final class Reader {

        final Connection connection;

        final PreparedStatement byId;

        final PreparedStatement byEmail;

        final PreparedStatement byCity;

        Reader(Connection connection) throws SQLException {
            this.connection = connection;
            this.byId = connection.prepareStatement("select json from customer where id = ?");
            this.byEmail = connection.prepareStatement("select json from customer where email = ?");
            this.byCity = connection.prepareStatement("select json from customer where city = ?");
        }

    }

}
