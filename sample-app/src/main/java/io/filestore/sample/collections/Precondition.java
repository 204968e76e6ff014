package io.filestore.sample.collections;

import java.util.List;

import org.springframework.http.ETag;
import org.springframework.http.HttpHeaders;

import io.filestore.RowCollection;
import io.filestore.error.VersionConflictException;
import io.filestore.row.PutResult;
import io.filestore.row.Row;
import io.filestore.row.RowEntry;
import io.filestore.sample.web.Problem;

/**
 * The condition that {@code If-Match} and {@code If-None-Match} put on a write. A version
 * is an ETag; {@code *} is any row.
 *
 * @param match the row must have one of these; no condition if empty
 * @param noneMatch the row must have none of these
 */
record Precondition(List<ETag> match, List<ETag> noneMatch) {

    private static final long ABSENT = 0;

    static Precondition of(HttpHeaders headers) {
        return new Precondition(eTags(headers, HttpHeaders.IF_MATCH), eTags(headers, HttpHeaders.IF_NONE_MATCH));
    }

    private static List<ETag> eTags(HttpHeaders headers, String name) {
        List<ETag> eTags = headers.getOrEmpty(name).stream().flatMap((value) -> ETag.parse(value).stream()).toList();
        if (eTags.isEmpty() && headers.containsHeader(name)) {
            throw Problem.INVALID_REQUEST
                .with(name + " is no ETag. Write the version in quotes, as in " + name + ": \"17\", or *.");
        }
        return eTags;
    }

    /** Stores the row if the condition holds. */
    PutResult put(RowCollection<Row> rows, String id, Row row) {
        if (isEmpty()) {
            return rows.put(id, row);
        }
        while (true) {
            long version = requireAllowed(rows, id);
            try {
                return rows.put(id, row, version);
            }
            catch (VersionConflictException ex) {
                // Somebody was faster: the condition is about that row now.
                Thread.onSpinWait();
            }
        }
    }

    /** Deletes the row if the condition holds; returns whether there was one. */
    boolean delete(RowCollection<Row> rows, String id) {
        if (isEmpty()) {
            return rows.delete(id);
        }
        while (rows.contains(id)) {
            long version = requireAllowed(rows, id);
            try {
                rows.delete(id, version);
                return true;
            }
            catch (VersionConflictException ex) {
                Thread.onSpinWait();
            }
        }
        return false;
    }

    private boolean isEmpty() {
        return this.match.isEmpty() && this.noneMatch.isEmpty();
    }

    private long requireAllowed(RowCollection<Row> rows, String id) {
        long version = rows.entry(id).map(RowEntry::version).orElse(ABSENT);
        boolean allowed = (this.match.isEmpty() || isAmong(this.match, version, true))
                && !isAmong(this.noneMatch, version, false);
        if (!allowed) {
            throw Problem.PRECONDITION_FAILED.with("Row '" + id + "' of collection '" + rows.name() + "' "
                    + ((version == ABSENT) ? "does not exist" : "has version " + version)
                    + ", which is not what the request expects. Read it again and repeat the change.");
        }
        return version;
    }

    private static boolean isAmong(List<ETag> eTags, long version, boolean strong) {
        ETag actual = new ETag(Long.toString(version), false);
        return version != ABSENT
                && eTags.stream().anyMatch((eTag) -> eTag.isWildcard() || eTag.compare(actual, strong));
    }

}
