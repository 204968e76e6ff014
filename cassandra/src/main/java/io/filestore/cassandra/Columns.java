package io.filestore.cassandra;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.UUID;

import com.datastax.oss.driver.api.core.cql.BoundStatementBuilder;

import io.filestore.remote.RemoteChange;

/**
 * The columns that a write sets: all of them, always, so that they are of one time. It is
 * an {@code UPDATE} also where a row is new, so that nothing of it stays when they have
 * expired.
 */
final class Columns {

    static final String SET = "ver = ?, txid = ?, exp = ?, doc = ?, terms = ?";

    private Columns() {
    }

    /** Sets them, from the first of {@link #SET} on; returns the index behind them. */
    static int bind(BoundStatementBuilder statement, int first, Written row, UUID txid) {
        RemoteChange change = row.replacement().change();
        byte[] json = change.json();
        statement.setLong(first, row.version()).setUuid(first + 1, txid).setInstant(first + 2, expires(change));
        if (json == null) {
            statement.setToNull(first + 3).setToNull(first + 4);
        }
        else {
            // the same bytes as those of a String
            statement.setBytesUnsafe(first + 3, ByteBuffer.wrap(json))
                .setSet(first + 4, TermText.all(change.terms()), String.class);
        }
        return first + 5;
    }

    static Instant expires(RemoteChange change) {
        return change.isDelete() ? Expiry.DELETED : Expiry.column(change.expiresAt());
    }

}
