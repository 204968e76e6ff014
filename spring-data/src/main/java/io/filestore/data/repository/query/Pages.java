package io.filestore.data.repository.query;

import java.util.List;

import org.springframework.data.domain.Pageable;
import org.springframework.data.domain.Sort;

import io.filestore.RowCollection;
import io.filestore.query.Query;
import io.filestore.row.RowEntry;

/**
 * Entities in order, and parts of them.
 *
 * @param <T> the class of the entities
 */
public final class Pages<T> {

    private final RowCollection<T> rows;

    private final EntityFields fields;

    public Pages(RowCollection<T> rows, EntityFields fields) {
        this.rows = rows;
        this.fields = fields;
    }

    public Query sorted(Query query, Sort sort) {
        return this.fields.sorted(query, sort);
    }

    /** How many a query finds within its limit. */
    public long count(Query query) {
        return Math.min(this.rows.count(query), query.limit().orElse(Integer.MAX_VALUE));
    }

    public List<T> list(Query query) {
        return this.rows.find(query).stream().map(RowEntry::value).toList();
    }

    /**
     * One page of what a query finds, in its order and within its limit.
     * @param more how many are wanted behind it
     */
    public List<T> part(Query query, Pageable pageable, int more) {
        if (pageable.isUnpaged()) {
            return list(query);
        }
        long end = pageable.getOffset() + pageable.getPageSize() + more;
        int limit = (int) Math.min(end, query.limit().orElse(Integer.MAX_VALUE));
        return this.rows.find(query.limit(limit)).stream().skip(pageable.getOffset()).map(RowEntry::value).toList();
    }

}
