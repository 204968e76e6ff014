package io.filestore.data.repository.query;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import org.springframework.dao.IncorrectResultSizeDataAccessException;
import org.springframework.data.domain.KeysetScrollPosition;
import org.springframework.data.domain.OffsetScrollPosition;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.Pageable;
import org.springframework.data.domain.ScrollPosition;
import org.springframework.data.domain.Slice;
import org.springframework.data.domain.SliceImpl;
import org.springframework.data.domain.Sort;
import org.springframework.data.domain.Window;
import org.springframework.data.support.PageableExecutionUtils;
import org.springframework.util.ClassUtils;

import io.filestore.data.FileStoreOperations;
import io.filestore.query.Position;
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

    private final Keysets keysets;

    public Pages(FileStoreOperations operations, Class<T> type, EntityFields fields) {
        this.operations = operations;
        this.type = type;
        this.fields = fields;
        this.keysets = new Keysets(fields.id());
    }

    public Query sorted(Query query, Sort sort) {
        return this.fields.sorted(query, sort);
    }

    /**
     * Refuses entities of another class that would be in another collection.
     * @throws io.filestore.data.mapping.InvalidEntityException naming both
     */
    public void requireOwn(Class<?> other) {
        this.fields.requireOwn(ClassUtils.getUserClass(other));
    }

    /** Refuses what is no property. */
    void require(String property) {
        this.fields.require(property);
    }

    /** How many a query finds within its limit. */
    public long count(Query query) {
        return Math.min(this.operations.count(query, this.type), query.limit().orElse(Integer.MAX_VALUE));
    }

    public boolean exists(Query query) {
        return this.operations.exists(query, this.type);
    }

    /** One by one, each as it is when its turn comes. */
    public Stream<T> stream(Query query) {
        return this.operations.stream(query, this.type);
    }

    public List<T> list(Query query) {
        return this.operations.find(query, this.type);
    }

    /**
     * The one row of a query, null if there is none.
     * @param method what asks for it
     * @throws IncorrectResultSizeDataAccessException if there are several
     */
    public @Nullable T one(Query query, String method) {
        return named(method, () -> this.operations.findOne(query, this.type)).orElse(null);
    }

    /** The same, which is deleted. */
    @Nullable T deleteOne(Query query, String method) {
        return named(method, () -> this.operations.findAndDeleteOne(query, this.type)).orElse(null);
    }

    private static <R> R named(String method, Supplier<R> one) {
        try {
            return one.get();
        }
        catch (IncorrectResultSizeDataAccessException ex) {
            throw new IncorrectResultSizeDataAccessException(
                    method + " cannot return what it finds. " + ex.getMessage(), ex.getExpectedSize(),
                    ex.getActualSize(), ex);
        }
    }

    /** One page of what a query finds, in its order and within its limit. */
    public Page<T> page(Query query, Pageable pageable) {
        return PageableExecutionUtils.getPage(part(query, pageable), pageable, () -> count(query));
    }

    /** One page, and whether there are more. */
    public Slice<T> slice(Query query, Pageable pageable) {
        if (pageable.isUnpaged()) {
            return new SliceImpl<>(list(query), pageable, false);
        }
        int size = pageable.getPageSize();
        List<T> found = part(query, pageable.getOffset(), size + 1L);
        boolean more = found.size() > size;
        return new SliceImpl<>(more ? found.subList(0, size) : found, pageable, more);
    }

    /** The rows of one page. */
    public List<T> part(Query query, Pageable pageable) {
        return pageable.isPaged() ? part(query, pageable.getOffset(), pageable.getPageSize()) : list(query);
    }

    private List<T> part(Query query, long from, long size) {
        int end = (int) Math.min(from + size, query.limit().orElse(Integer.MAX_VALUE));
        return this.operations.find(query.limit(end), from, this.type);
    }

    /** As many rows behind a position as the query's limit says. */
    public Window<T> window(Query query, ScrollPosition position) {
        return (position instanceof KeysetScrollPosition keyset) ? keyset(query, keyset)
                : offset(query, (OffsetScrollPosition) position);
    }

    private Window<T> offset(Query query, OffsetScrollPosition position) {
        long from = position.isInitial() ? 0 : position.getOffset() + 1;
        int size = query.limit().orElse(Integer.MAX_VALUE);
        List<T> found = part(query.withLimit(0), from, size + 1L);
        boolean more = found.size() > size;
        return Window.from(more ? found.subList(0, size) : found, OffsetScrollPosition.positionFunction(from), more);
    }

    private Window<T> keyset(Query query, KeysetScrollPosition position) {
        Query ordered = position.scrollsForward() ? query : Keysets.backwards(query);
        Query limited = ordered.limit(query.limit().orElse(Integer.MAX_VALUE));
        Position behind = position.isInitial() ? null : this.keysets.of(ordered, position);
        io.filestore.query.Page<T> page = this.operations.page(limited, behind, this.type);
        List<T> found = new ArrayList<>();
        page.rows().forEach((row) -> found.add(row.value()));
        int last = found.size() - 1;
        if (position.scrollsBackward()) {
            Collections.reverse(found);
        }
        return Window.from(
                found, (index) -> this.keysets.of(ordered,
                        page.position(position.scrollsForward() ? index : last - index), position.getDirection()),
                page.hasNext());
    }

}
