package io.filestore.cassandra;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import com.datastax.oss.driver.api.core.cql.AsyncResultSet;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import org.jspecify.annotations.Nullable;

import io.filestore.backend.Capabilities;
import io.filestore.remote.IndexTerm;
import io.filestore.remote.RemoteCollection;
import io.filestore.remote.RemoteDomain;
import io.filestore.remote.RemotePage;
import io.filestore.row.StoredRow;

/** A collection with a table of its own, spread over all nodes. */
final class RowTable implements RemoteCollection {

    /** How many are counted in one request. */
    private static final int COUNTED = 5000;

    private final Connection connection;

    private final RowStatements statements;

    private final RemoteDomain domain;

    private final Capabilities capabilities;

    private final Finds finds;

    private final PreparedStatement scan;

    private final PreparedStatement scanBehind;

    private final PreparedStatement count;

    RowTable(Connection connection, RowStatements statements, RemoteDomain domain, Capabilities capabilities) {
        this.connection = connection;
        this.statements = statements;
        this.domain = domain;
        this.capabilities = capabilities;
        String select = "SELECT " + TableRow.COLUMNS + " FROM TABLE";
        this.finds = new Finds(connection.requests(), List.of(),
                (conditions) -> statements.prepare(select + " WHERE " + conditions));
        this.scan = statements.prepare(select);
        this.scanBehind = statements.prepare(select + " WHERE token(id) > token(?)");
        this.count = statements.prepare("SELECT exp FROM TABLE");
    }

    @Override
    public Capabilities capabilities() {
        return this.capabilities;
    }

    @Override
    public RemoteDomain domain() {
        return this.domain;
    }

    @Override
    public @Nullable StoredRow read(String id) {
        return Requests.await(this.statements.row(id));
    }

    @Override
    public Map<String, StoredRow> readAll(Collection<String> ids) {
        Map<String, StoredRow> rows = new LinkedHashMap<>();
        Requests.await(SideBySide.each(List.copyOf(ids), this.connection.options().parallel(), this.statements::row))
            .stream()
            .filter(Objects::nonNull)
            .forEach((row) -> rows.put(row.id(), row));
        return rows;
    }

    @Override
    public RemotePage find(List<IndexTerm> allOf, @Nullable String behind, int most) {
        return this.finds.find(allOf, behind, most);
    }

    @Override
    public RemotePage scan(@Nullable String behind, int most) {
        AsyncResultSet result = Requests.await(this.connection.requests()
            .read(((behind != null) ? this.scanBehind.bind(behind) : this.scan.bind()).setPageSize(most)));
        return page(result);
    }

    /** A page; those that were deleted are not in it, but it goes on behind them. */
    static RemotePage page(AsyncResultSet result) {
        boolean more = result.hasMorePages();
        String last = null;
        List<StoredRow> rows = new ArrayList<>();
        for (Row each : result.currentPage()) {
            TableRow row = TableRow.of(each, false);
            last = row.id();
            StoredRow stored = row.stored();
            if (stored != null) {
                rows.add(stored);
            }
        }
        return new RemotePage(rows, more ? last : null);
    }

    @Override
    public long count() {
        return Counting.count(this.connection, this.count.bind().setPageSize(COUNTED));
    }

}
