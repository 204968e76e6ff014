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

import io.filestore.data.FileStoreOperations;
import io.filestore.query.Query;

/**
 * A method whose name says what it finds.
 *
 * @param <T> the class of the entities
 */
public final class DerivedQuery<T> implements RepositoryQuery {

    private final QueryMethod method;

    private final FileStoreOperations operations;

    private final Class<T> type;

    private final EntityFields fields;

    private final Pages<T> pages;

    private final PartTree tree;

    /**
     * Derives the query.
     * @throws QueryCreationException if the method's name is no query, or one that cannot
     * be answered
     */
    public DerivedQuery(QueryMethod method, FileStoreOperations operations, Class<T> type, EntityFields fields) {
        this.method = method;
        this.operations = operations;
        this.type = type;
        this.fields = fields;
        this.pages = new Pages<>(operations, type, fields);
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
            return this.operations.count(query, this.type);
        }
        if (this.tree.isExistsProjection()) {
            return this.operations.exists(query, this.type);
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
            return this.operations.stream(query, this.type);
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
        if (this.method.isCollectionQuery()) {
            return this.operations.findAndDelete(query, this.type);
        }
        long deleted = this.operations.delete(query, this.type);
        Class<?> result = this.method.getReturnedObjectType();
        if (result == Boolean.class || result == boolean.class) {
            return deleted > 0;
        }
        return (result == Integer.class || result == int.class) ? (Object) (int) deleted : (Object) deleted;
    }

}
