package io.filestore.data.repository.query;

import org.jspecify.annotations.Nullable;

import org.springframework.data.repository.query.QueryMethod;
import org.springframework.data.repository.query.RepositoryQuery;
import org.springframework.data.repository.query.ResultProcessor;
import org.springframework.util.ClassUtils;

import io.filestore.data.FileStoreOperations;
import io.filestore.query.Query;

/**
 * A method that is answered by a query.
 *
 * @param <T> the class of the entities
 */
final class MethodQuery<T> implements RepositoryQuery {

    private final RepositoryMethod method;

    private final Action action;

    private final ResultShape shape;

    private final QueryTemplate query;

    private final FileStoreOperations operations;

    private final Class<T> type;

    private final Pages<T> pages;

    private final Projections projections;

    MethodQuery(RepositoryMethod method, Action action, QueryTemplate query, FileStoreOperations operations,
            Class<T> type, Pages<T> pages, Projections projections) {
        this.method = method;
        this.action = action;
        this.shape = ResultShape.of(method);
        this.query = query;
        this.operations = operations;
        this.type = type;
        this.pages = pages;
        this.projections = projections;
    }

    @Override
    public QueryMethod getQueryMethod() {
        return this.method;
    }

    @Override
    public @Nullable Object execute(@Nullable Object[] values) {
        Arguments arguments = new Arguments(this.method.getParameters(), values);
        ResultProcessor results = this.method.getResultProcessor().withDynamicProjection(arguments);
        if (this.method.getParameters().hasDynamicProjection()) {
            this.projections.require(results.getReturnedType());
        }
        Object found = answer(arguments.limited(this.query.with(arguments)), arguments);
        return results.processResult(found, this.projections.to(results.getReturnedType()));
    }

    private @Nullable Object answer(Query query, Arguments arguments) {
        return switch (this.action) {
            case FIND -> find(query, arguments);
            case COUNT -> this.pages.count(query);
            case EXISTS -> this.pages.exists(query);
            case DELETE -> delete(query);
        };
    }

    private @Nullable Object find(Query query, Arguments arguments) {
        return switch (this.shape) {
            case PAGE -> this.pages.page(query, arguments.pageable());
            case SLICE -> this.pages.slice(query, arguments.pageable());
            case WINDOW -> this.pages.window(arguments.windowed(query), arguments.position());
            case STREAM -> arguments.pageable().isPaged() ? this.pages.part(query, arguments.pageable()).stream()
                    : this.pages.stream(query);
            case LIST -> this.pages.part(query, arguments.pageable());
            case ONE -> this.pages.one(query, this.method.title());
        };
    }

    /** All or nothing. */
    private @Nullable Object delete(Query query) {
        if (this.shape == ResultShape.LIST) {
            return this.operations.findAndDelete(query, this.type);
        }
        if (MethodShape.isEntity(this.method)) {
            return this.pages.deleteOne(query, this.method.title());
        }
        long deleted = this.operations.delete(query, this.type);
        Class<?> result = ClassUtils.resolvePrimitiveIfNecessary(this.method.getReturnedObjectType());
        if (result == void.class || result == Void.class) {
            return null;
        }
        return (result == Boolean.class) ? (Object) (deleted > 0) : (Object) deleted;
    }

}
