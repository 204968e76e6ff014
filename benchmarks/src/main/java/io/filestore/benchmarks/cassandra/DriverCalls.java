package io.filestore.benchmarks.cassandra;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.BatchStatement;
import com.datastax.oss.driver.api.core.cql.BatchStatementBuilder;
import com.datastax.oss.driver.api.core.cql.BatchType;
import com.datastax.oss.driver.api.core.cql.BoundStatementBuilder;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import com.datastax.oss.driver.api.core.cql.Statement;
import com.datastax.oss.driver.api.core.uuid.Uuids;

import io.filestore.benchmarks.data.Customer;

/**
 * The statements that filestore makes of the same calls, at the same levels, with the
 * same values, and nothing else: no version is expected but the one just read, and
 * whatever is refused or fails is not sent again.
 */
final class DriverCalls implements ClusterCalls {

    private static final int PAGE = 500;

    private static final int MOST_PAST = 16;

    private final CqlSession session;

    private final DriverStatements statements;

    /** By which a commit would be recognized. */
    private final String instance = UUID.randomUUID().toString();

    DriverCalls(CqlSession session, String keyspace) {
        this.session = session;
        this.statements = new DriverStatements(session, keyspace);
    }

    @Override
    public Customer get(String id) {
        return customer(one(this.statements.read.bind(id)));
    }

    private Row one(Statement<?> statement) {
        return Objects.requireNonNull(this.session.execute(statement).one(), "There is no such row");
    }

    private static Customer customer(Row row) {
        return DriverStatements.customer(row.getBytesUnsafe(DriverStatements.DOC));
    }

    @Override
    public void put(String id, Customer row) {
        Row replaced = one(this.statements.read.bind(id));
        long version = replaced.getLong(DriverStatements.VERSION);
        BoundStatementBuilder statement = row(this.statements.replace, 0, id, replaced, row, after(version));
        apply(statement.setLong(8, version).build());
    }

    @Override
    public void putLast(String id, Customer row) {
        Row replaced = one(this.statements.readLast.bind(id));
        long version = after(replaced.getLong(DriverStatements.VERSION));
        this.session.execute(row(this.statements.write, 1, id, replaced, row, version).setLong(0, version).build());
    }

    /** Binds what the collections without a group have, {@code past} among it. */
    private static BoundStatementBuilder row(PreparedStatement prepared, int first, String id, Row replaced,
            Customer row, long version) {
        UUID txid = Uuids.timeBased();
        List<UUID> past = new ArrayList<>(
                Objects.requireNonNullElse(replaced.getList(DriverStatements.PAST, UUID.class), List.<UUID>of()));
        past.add(Objects.requireNonNull(replaced.getUuid(DriverStatements.TXID)));
        BoundStatementBuilder statement = prepared.boundStatementBuilder();
        DriverStatements.bind(statement, first, txid, version, row);
        return statement.setList(first + 6, past.subList(Math.max(0, past.size() - MOST_PAST), past.size()), UUID.class)
            .setString(first + 7, id);
    }

    private void apply(Statement<?> statement) {
        if (!this.session.execute(statement).wasApplied()) {
            throw new IllegalStateException("Somebody else has written the same");
        }
    }

    private static long after(long replaced) {
        return Math.max(System.currentTimeMillis() * 1_000, replaced + 1);
    }

    @Override
    public List<Customer> findByCity(String city) {
        List<Customer> found = new ArrayList<>();
        this.session.execute(this.statements.find.bind(DriverStatements.term(city)).setPageSize(PAGE))
            .forEach((row) -> found.add(customer(row)));
        return found;
    }

    @Override
    public void transact(int group, String first, String second, int change) {
        String name = ClusterRows.group(group);
        UUID mark = Objects.requireNonNull(one(this.statements.readMark.bind(name)).getUuid(0));
        Row one = one(this.statements.readAccount.bind(name, ClusterRows.accounts(group), first));
        Row other = one(this.statements.readAccount.bind(name, ClusterRows.accounts(group), second));
        UUID txid = Uuids.timeBased();
        BatchStatementBuilder batch = BatchStatement.builder(BatchType.LOGGED)
            .addStatement(this.statements.replaceMark.bind(txid, name, mark));
        account(batch, group, first, one, customer(one).changed(change), txid);
        account(batch, group, second, other, customer(other).changed(change + 1), txid);
        batch.addStatement(this.statements.commit.bind(txid, name, this.instance));
        apply(DriverStatements.atQuorum(batch).build());
    }

    private void account(BatchStatementBuilder batch, int group, String id, Row replaced, Customer row, UUID txid) {
        BoundStatementBuilder statement = this.statements.writeAccount.boundStatementBuilder();
        DriverStatements.bind(statement, 0, txid, after(replaced.getLong(DriverStatements.VERSION)), row);
        batch.addStatement(statement.setString(6, ClusterRows.group(group))
            .setString(7, ClusterRows.accounts(group))
            .setString(8, id)
            .build());
    }

    @Override
    public Customer account(int group, String id) {
        return customer(
                one(this.statements.readAccount.bind(ClusterRows.group(group), ClusterRows.accounts(group), id)));
    }

}
