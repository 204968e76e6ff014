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

    static final String DEFINED = "ver bigint, was bigint, txid uuid, exp timestamp, doc text, terms set<text>";

    static final String SET = "ver = ?, was = ?, txid = ?, exp = ?, doc = ?, terms = ?";

    private Columns() {
    }

    /** Sets them, from the first of {@link #SET} on. */
    static void bind(BoundStatementBuilder statement, int first, Written row, UUID txid) {
        Replacement replacement = row.replacement();
        RemoteChange change = replacement.change();
        byte[] json = change.json();
        statement.setLong(first, row.version())
            .setLong(first + 1, replacement.replaced())
            .setUuid(first + 2, txid)
            .setInstant(first + 3, expires(change));
        if (json == null) {
            statement.setToNull(first + 4).setToNull(first + 5);
        }
        else {
            // the same bytes as those of a String
            statement.setBytesUnsafe(first + 4, ByteBuffer.wrap(json))
                .setSet(first + 5, TermText.all(change.terms()), String.class);
        }
    }

    static Instant expires(RemoteChange change) {
        return change.isDelete() ? Expiry.DELETED : Expiry.column(change.expiresAt());
    }

}
