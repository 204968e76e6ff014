package io.filestore.cassandra;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

import org.jspecify.annotations.Nullable;

import io.filestore.backend.CollectionBackend;
import io.filestore.error.OutcomeUnknownException;
import io.filestore.remote.CommitResult;
import io.filestore.remote.CommitResult.Unknown;
import io.filestore.remote.RemoteChange;
import io.filestore.row.StoredRow;

/** Texts that instances share: rows of a table of their own, by the same writes. */
final class Notes {

    private final Connection connection;

    private final RowStatements statements;

    private final RowDomain domain;

    Notes(Connection connection) {
        this.connection = connection;
        this.statements = new RowStatements(connection, Table.NOTES.asInternal(), Table.NOTES);
        this.domain = new RowDomain(connection.withoutChanges(), this.statements);
    }

    @Nullable String read(String name) {
        StoredRow row = there(name);
        return (row != null) ? new String(row.json(), StandardCharsets.UTF_8) : null;
    }

    boolean replace(String name, @Nullable String expected, @Nullable String next, @Nullable Duration ttl) {
        StoredRow row = there(name);
        String found = (row != null) ? new String(row.json(), StandardCharsets.UTF_8) : null;
        if ((expected != null) ? !expected.equals(found) : found != null) {
            return false;
        }
        if (row == null && next == null) {
            return true;
        }
        byte @Nullable [] text = (next != null) ? next.getBytes(StandardCharsets.UTF_8) : null;
        long expiresAt = (ttl != null && next != null) ? this.connection.clock().instant().plus(ttl).toEpochMilli() : 0;
        CommitResult result = this.domain.commit(List.of(new RemoteChange(this.statements.collection(), name, text,
                expiresAt, (row != null) ? row.version() : CollectionBackend.ABSENT, List.of())), null);
        if (result instanceof Unknown unknown) {
            throw new OutcomeUnknownException(unknown.reason(), unknown.cause());
        }
        return result instanceof CommitResult.Committed;
    }

    private @Nullable StoredRow there(String name) {
        TableRow row = Requests.await(this.statements.agreed(name, new Patience(this.connection.options().patience())));
        return (row != null && row.isThereAt(this.connection.clock().instant())) ? row.stored() : null;
    }

}
