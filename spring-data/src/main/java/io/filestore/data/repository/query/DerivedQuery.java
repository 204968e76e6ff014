package io.filestore.data.repository.query;

import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.dao.IncorrectResultSizeDataAccessException;
import org.springframework.data.domain.Limit;
import org.springframework.data.domain.Pageable;
import org.springframework.data.domain.SliceImpl;
import org.springframework.data.repository.query.ParametersParameterAccessor;
import org.springframework.data.repository.query.QueryCreationException;
import org.springframework.data.repository.query.QueryMethod;
import org.springframework.data.repository.query.RepositoryQuery;
import org.springframework.data.repository.query.parser.PartTree;
import org.springframework.data.support.PageableExecutionUtils;

import io.filestore.RowCollection;
import io.filestore.Store;
import io.filestore.query.Query;
import io.filestore.row.RowEntry;

/**
 * A method whose name says what it finds.
 *
 * @param <T> the class of the entities
 */
public final class DerivedQuery<T> implements RepositoryQuery {

    private final QueryMethod method;

    private final RowCollection<T> rows;

    private final EntityFields fields;

    private final Store store;

    private final Pages<T> pages;

    private final PartTree tree;

    /**
     * Derives the query.
     * @throws QueryCreationException if the method's name is no query, or one that cannot
     * be answered
     */
    public DerivedQuery(QueryMethod method, RowCollection<T> rows, EntityFields fields, Store store) {
        this.method = method;
        this.rows = rows;
        this.fields = fields;
        this.store = store;
        this.pages = new Pages<>(rows, fields);
        try {
            this.tree = new PartTree(method.getName(), method.getResultProcessor().getReturnedType().getDomainType());
            DerivedConditions.require(this.tree, fields);
            MethodShape.require(method, this.tree);
        }
        catch (RuntimeException ex) {
            throw QueryCreationException.create(method, ex);
        }
    }

    @Override
    public QueryMethod getQueryMethod() {
        return this.method;
    }

    @Override
    public @Nullable Object execute(@Nullable Object[] arguments) {
        ParametersParameterAccessor accessor = new ParametersParameterAccessor(this.method.getParameters(), arguments);
        Query query = limited(new DerivedConditions(this.tree, accessor, this.fields).createQuery(), accessor);
        return this.method.getResultProcessor()
            .withDynamicProjection(accessor)
            .processResult(execute(query, accessor.getPageable()));
    }

    private Query limited(Query query, ParametersParameterAccessor accessor) {
        // A Pageable has one, too, which is of its page.
        Limit limit = this.method.getParameters().hasLimitParameter() ? accessor.getLimit() : Limit.unlimited();
        Integer most = this.tree.getMaxResults();
        if (limit.isLimited()) {
            return query.limit((most != null) ? Math.min(most, limit.max()) : limit.max());
        }
        return (most != null) ? query.limit(most) : query;
    }

    private @Nullable Object execute(Query query, Pageable pageable) {
        if (this.tree.isDelete()) {
            return delete(query);
        }
        if (this.tree.isCountProjection()) {
            return this.rows.count(query);
        }
        if (this.tree.isExistsProjection()) {
            return this.rows.exists(query);
        }
        if (this.method.isPageQuery()) {
            return PageableExecutionUtils.getPage(this.pages.part(query, pageable, 0), pageable,
                    () -> this.pages.count(query));
        }
        if (this.method.isSliceQuery()) {
            List<T> found = this.pages.part(query, pageable, 1);
            boolean more = pageable.isPaged() && found.size() > pageable.getPageSize();
            return new SliceImpl<>(more ? found.subList(0, pageable.getPageSize()) : found, pageable, more);
        }
        if (this.method.isStreamQuery()) {
            return this.rows.stream(query).map(RowEntry::value);
        }
        return this.method.isCollectionQuery() ? this.pages.part(query, pageable, 0) : single(query);
    }

    private @Nullable T single(Query query) {
        boolean first = query.limit().isPresent();
        List<T> found = this.pages.list(first ? query : query.limit(2));
        if (found.size() > 1) {
            throw new IncorrectResultSizeDataAccessException(
                    "The method " + this.method.getName()
                            + " returns one row, and several were found. Return a List, or say findFirst.",
                    1, found.size());
        }
        return found.isEmpty() ? null : found.get(0);
    }

    /** All or nothing. */
    private @Nullable Object delete(Query query) {
        List<RowEntry<T>> deleted = this.store.transact((transaction) -> {
            List<RowEntry<T>> found = this.rows.find(query);
            found.forEach((row) -> this.rows.delete(row.id()));
            return found;
        });
        if (this.method.isCollectionQuery()) {
            return deleted.stream().map(RowEntry::value).toList();
        }
        Class<?> type = this.method.getReturnedObjectType();
        if (type == Boolean.class || type == boolean.class) {
            return !deleted.isEmpty();
        }
        return (type == Integer.class || type == int.class) ? (Object) deleted.size() : (Object) (long) deleted.size();
    }

}
