package io.filestore.data.repository.query;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.dao.IncorrectResultSizeDataAccessException;
import org.springframework.data.repository.query.QueryMethod;
import org.springframework.data.repository.query.RepositoryQuery;
import org.springframework.data.repository.query.ResultProcessor;

import io.filestore.RowCollection;
import io.filestore.Store;
import io.filestore.query.Query;
import io.filestore.row.RowEntry;

/**
 * A method that is answered by a query.
 *
 * @param <T> the class of the entities
 */
final class MethodQuery<T> implements RepositoryQuery {

    private final QueryMethod method;

    private final Action action;

    private final ResultShape shape;

    private final QueryTemplate query;

    private final Store store;

    private final RowCollection<T> rows;

    private final Pages<T> pages;

    private final Projections projections;

    MethodQuery(QueryMethod method, Action action, QueryTemplate query, Store store, RowCollection<T> rows,
            Pages<T> pages, Projections projections) {
        this.method = method;
        this.action = action;
        this.shape = ResultShape.of(method);
        this.query = query;
        this.store = store;
        this.rows = rows;
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
            case ONE -> this.pages.one(query);
        };
    }

    /** All or nothing. */
    private @Nullable Object delete(Query query) {
        Class<?> type = this.method.getReturnedObjectType();
        boolean one = this.shape == ResultShape.ONE && MethodShape.isEntity(this.method);
        List<T> deleted = this.store.transact((transaction) -> {
            List<RowEntry<T>> found = this.rows.find(query);
            if (one && found.size() > 1) {
                throw new IncorrectResultSizeDataAccessException(
                        "One row was to be deleted, and there are several. Return a List or how many there were.", 1,
                        found.size());
            }
            List<T> values = new ArrayList<>();
            for (RowEntry<T> row : found) {
                this.rows.delete(row.id());
                values.add(row.value());
            }
            return values;
        });
        if (this.shape == ResultShape.LIST) {
            return deleted;
        }
        if (one) {
            return deleted.isEmpty() ? null : deleted.get(0);
        }
        if (type == void.class || type == Void.class) {
            return null;
        }
        boolean flag = type == boolean.class || type == Boolean.class;
        return flag ? (Object) !deleted.isEmpty() : (Object) (long) deleted.size();
    }

}
