package io.filestore.cassandra;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import com.datastax.oss.driver.api.core.cql.BatchStatement;
import com.datastax.oss.driver.api.core.cql.BatchStatementBuilder;
import com.datastax.oss.driver.api.core.cql.BatchType;
import com.datastax.oss.driver.api.core.cql.BoundStatement;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.uuid.Uuids;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.filestore.remote.RemoteChange;
import io.filestore.remote.RemoteEngine;

/**
 * Enters what was committed in the table that other instances look into, a partition a
 * minute. Behind the commit, before it is acknowledged: should the instance die between,
 * others are not told. Does nothing if nobody asks.
 */
final class Changes {

    static final long SLOT_SECONDS = 60;

    private static final Logger logger = LoggerFactory.getLogger(Changes.class);

    private final Requests requests;

    private final UUID origin = UUID.randomUUID();

    private final @Nullable PreparedStatement insert;

    private Changes(Requests requests, @Nullable PreparedStatement insert) {
        this.requests = requests;
        this.insert = insert;
    }

    static Changes off(Requests requests) {
        return new Changes(requests, null);
    }

    /**
     * @param table of which {@link Table#ofChanges} is the definition
     */
    static Changes into(String table, Requests requests) {
        return new Changes(requests, requests
            .prepare("INSERT INTO " + table + " (slot, at, coll, id, ver, op, origin) VALUES (?, ?, ?, ?, ?, ?, ?)"));
    }

    /** By which an instance knows its own. */
    UUID origin() {
        return this.origin;
    }

    static long slot(Instant time) {
        return Math.floorDiv(time.getEpochSecond(), SLOT_SECONDS);
    }

    /** Enters rows, and never fails. */
    CompletionStage<?> enter(List<Written> rows) {
        BatchStatementBuilder batch = BatchStatement.builder(BatchType.UNLOGGED);
        UUID at = Uuids.timeBased();
        for (Written row : rows) {
            BoundStatement entry = entry(row, at);
            if (entry != null) {
                batch.addStatement(entry);
            }
        }
        if (batch.getStatementsCount() == 0) {
            return CompletableFuture.completedStage(true);
        }
        return this.requests.write(batch.build().setIdempotent(true)).handle((result, thrown) -> {
            if (thrown != null) {
                logger.warn("Other instances are not told of a change of {}: {}",
                        rows.get(0).replacement().change().collection(), Failures.reason(Failures.cause(thrown)));
            }
            return true;
        });
    }

    /** What enters one row, null if it needs not. */
    @Nullable BoundStatement entry(Written row, UUID at) {
        RemoteChange change = row.replacement().change();
        if (this.insert == null || change.collection().startsWith(RemoteEngine.UNIQUE)) {
            return null;
        }
        String operation = change.isDelete() ? ChangeEntry.DELETE
                : row.replacement().existed() ? ChangeEntry.UPDATE : ChangeEntry.INSERT;
        return this.insert.bind(slot(Instant.ofEpochMilli(Uuids.unixTimestamp(at))), at, change.collection(),
                change.rowId(), row.version(), operation, this.origin);
    }

}
