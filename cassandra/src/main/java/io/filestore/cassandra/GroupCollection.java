package io.filestore.cassandra;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import org.jspecify.annotations.Nullable;

import io.filestore.backend.Capabilities;
import io.filestore.remote.IndexTerm;
import io.filestore.remote.RemoteCollection;
import io.filestore.remote.RemoteDomain;
import io.filestore.remote.RemotePage;
import io.filestore.row.StoredRow;

/** A collection whose rows are a part of the partition of its group. */
final class GroupCollection implements RemoteCollection {

    private static final int COUNTED = 5000;

    private final Connection connection;

    private final GroupStatements statements;

    private final String name;

    private final RemoteDomain domain;

    private final Capabilities capabilities;

    private final Finds finds;

    private final PreparedStatement scan;

    private final PreparedStatement scanBehind;

    private final PreparedStatement count;

    GroupCollection(Connection connection, GroupStatements statements, String name, RemoteDomain domain,
            Capabilities capabilities) {
        this.connection = connection;
        this.statements = statements;
        this.name = name;
        this.domain = domain;
        this.capabilities = capabilities;
        String select = "SELECT " + TableRow.COLUMNS + " FROM TABLE WHERE grp = ? AND coll = ?";
        this.finds = new Finds(connection.requests(), List.of(statements.group(), name),
                (conditions) -> statements.prepare(select + " AND " + conditions));
        this.scan = statements.prepare(select);
        this.scanBehind = statements.prepare(select + " AND id > ?");
        this.count = statements.prepare("SELECT exp FROM TABLE WHERE grp = ? AND coll = ?");
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
        TableRow row = Requests.await(this.statements.lying(this.name, id));
        return (row != null) ? row.stored() : null;
    }

    @Override
    public Map<String, StoredRow> readAll(Collection<String> ids) {
        Map<String, StoredRow> rows = new LinkedHashMap<>();
        Requests
            .await(SideBySide.each(List.copyOf(ids), this.connection.options().parallel(),
                    (id) -> this.statements.lying(this.name, id)))
            .stream()
            .filter(Objects::nonNull)
            .map(TableRow::stored)
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
        return RowTable.page(Requests.await(this.connection.requests()
            .read(((behind != null) ? this.scanBehind.bind(this.statements.group(), this.name, behind)
                    : this.scan.bind(this.statements.group(), this.name))
                .setPageSize(most))));
    }

    @Override
    public long count() {
        return Counting.count(this.connection,
                this.count.bind(this.statements.group(), this.name).setPageSize(COUNTED));
    }

}
