package io.filestore.remote;

import java.util.List;

import org.jspecify.annotations.Nullable;

import io.filestore.backend.CollectionBackend;

/**
 * One row of a commit. Two are equal only if they share their JSON.
 *
 * @param collection the collection's name. One that begins with {@code !} has keys of
 * unique fields in place of rows; only domains that are serializable get such
 * @param rowId the row id
 * @param json canonical JSON, not to be modified; null to delete the row
 * @param expiresAt epoch milliseconds, 0 for never
 * @param expected the version that must be there: {@link CollectionBackend#ABSENT} for no
 * row, or one that has expired; {@link CollectionBackend#ANY} for any or none
 * @param terms what the row is to be found by
 */
public record RemoteChange(String collection, String rowId, byte @Nullable [] json, long expiresAt, long expected,
        List<IndexTerm> terms) {

    public RemoteChange {
        terms = List.copyOf(terms);
    }

    public boolean isDelete() {
        return this.json == null;
    }

}
