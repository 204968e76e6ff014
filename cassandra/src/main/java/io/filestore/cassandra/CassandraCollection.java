package io.filestore.cassandra;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

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

/** Reads the rows of a collection that are in a table, or in a part of one. */
abstract class CassandraCollection implements RemoteCollection {

    /** How many are counted in one request. */
    private static final int COUNTED = 5000;

    private final Connection connection;

    private final RemoteDomain domain;

    private final Capabilities capabilities;

    private final Part part;

    private final Finds finds;

    private final PreparedStatement scan;

    private final PreparedStatement scanBehind;

    private final PreparedStatement count;

    /**
     * @param prepare takes CQL in which the table is called {@code TABLE}
     */
    CassandraCollection(Connection connection, RemoteDomain domain, Capabilities capabilities,
            Function<String, PreparedStatement> prepare, Part part) {
        this.connection = connection;
        this.domain = domain;
        this.capabilities = capabilities;
        this.part = part;
        String select = "SELECT " + TableRow.COLUMNS + " FROM TABLE";
        this.finds = new Finds(connection.requests(), part.values,
                (conditions) -> prepare.apply(select + part.where(conditions)));
        this.scan = prepare.apply(select + part.where(""));
        this.scanBehind = prepare.apply(select + part.where(part.behind));
        this.count = prepare.apply("SELECT exp FROM TABLE" + part.where(""));
    }

    /**
     * Which rows of the table are the collection's.
     *
     * @param condition that they fulfil, empty for all
     * @param values of the condition
     * @param behind the condition on those that come behind an id
     */
    record Part(String condition, List<Object> values, String behind) {

        private String where(String further) {
            String and = (this.condition.isEmpty() || further.isEmpty()) ? "" : " AND ";
            String all = this.condition + and + further;
            return all.isEmpty() ? "" : " WHERE " + all;
        }

    }

    /** A row that lies there. */
    abstract CompletionStage<@Nullable StoredRow> row(String id);

    @Override
    public final Capabilities capabilities() {
        return this.capabilities;
    }

    @Override
    public final RemoteDomain domain() {
        return this.domain;
    }

    @Override
    public final @Nullable StoredRow read(String id) {
        return Requests.await(row(id));
    }

    @Override
    public final Map<String, StoredRow> readAll(Collection<String> ids) {
        Map<String, StoredRow> rows = new LinkedHashMap<>();
        Requests.await(SideBySide.each(List.copyOf(ids), this.connection.options().parallel(), this::row))
            .stream()
            .filter(Objects::nonNull)
            .forEach((row) -> rows.put(row.id(), row));
        return rows;
    }

    @Override
    public final RemotePage find(List<IndexTerm> allOf, @Nullable String behind, int most) {
        return this.finds.find(allOf, behind, most);
    }

    @Override
    public final RemotePage scan(@Nullable String behind, int most) {
        List<Object> values = new ArrayList<>(this.part.values);
        if (behind != null) {
            values.add(behind);
        }
        PreparedStatement statement = (behind != null) ? this.scanBehind : this.scan;
        return page(
                Requests.await(this.connection.requests().read(statement.bind(values.toArray()).setPageSize(most))));
    }

    /** A page; those that were deleted are not in it, but it goes on behind them. */
    private static RemotePage page(AsyncResultSet result) {
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
    public final long count() {
        return Counting.count(this.connection, this.count.bind(this.part.values.toArray()).setPageSize(COUNTED));
    }

}
