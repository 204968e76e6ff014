package io.filestore.cassandra;

import java.util.List;
import java.util.concurrent.CompletionStage;

import org.jspecify.annotations.Nullable;

import io.filestore.backend.Capabilities;
import io.filestore.remote.RemoteDomain;
import io.filestore.row.StoredRow;

/** A collection with a table of its own, spread over all nodes. */
final class RowTable extends CassandraCollection {

    private static final Part WHOLE = new Part("", List.of(), "token(id) > token(?)");

    private final RowStatements statements;

    RowTable(Connection connection, RowStatements statements, RemoteDomain domain, Capabilities capabilities) {
        super(connection, domain, capabilities, statements::prepare, WHOLE);
        this.statements = statements;
    }

    @Override
    CompletionStage<@Nullable StoredRow> row(String id) {
        return this.statements.row(id);
    }

}
