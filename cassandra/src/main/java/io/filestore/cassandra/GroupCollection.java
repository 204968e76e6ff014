package io.filestore.cassandra;

import java.util.List;
import java.util.concurrent.CompletionStage;

import org.jspecify.annotations.Nullable;

import io.filestore.backend.Capabilities;
import io.filestore.remote.RemoteDomain;
import io.filestore.row.StoredRow;

/** A collection whose rows are a part of the partition of its group. */
final class GroupCollection extends CassandraCollection {

    private final GroupStatements statements;

    private final String name;

    GroupCollection(Connection connection, GroupStatements statements, String name, RemoteDomain domain,
            Capabilities capabilities) {
        super(connection, domain, capabilities, statements::prepare,
                new Part("grp = ? AND coll = ?", List.of(statements.group(), name), "id > ?"));
        this.statements = statements;
        this.name = name;
    }

    @Override
    CompletionStage<@Nullable StoredRow> row(String id) {
        return this.statements.lying(this.name, id).thenApply((row) -> (row != null) ? row.stored() : null);
    }

}
