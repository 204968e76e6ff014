package io.filestore.data.repository.query;

import java.util.List;

import org.springframework.data.domain.Pageable;
import org.springframework.data.domain.Sort;

import io.filestore.data.FileStoreOperations;
import io.filestore.query.Query;

/**
 * Entities in order, and parts of them.
 *
 * @param <T> the class of the entities
 */
public final class Pages<T> {

    private final FileStoreOperations operations;

    private final Class<T> type;

    private final EntityFields fields;

    public Pages(FileStoreOperations operations, Class<T> type, EntityFields fields) {
        this.operations = operations;
        this.type = type;
        this.fields = fields;
    }

    public Query sorted(Query query, Sort sort) {
        return this.fields.sorted(query, sort);
    }

    /** How many a query finds within its limit. */
    public long count(Query query) {
        return Math.min(this.operations.count(query, this.type), query.limit().orElse(Integer.MAX_VALUE));
    }

    public List<T> list(Query query) {
        return this.operations.find(query, this.type);
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
        return this.operations.find(query.limit(limit), pageable.getOffset(), this.type);
    }

}
