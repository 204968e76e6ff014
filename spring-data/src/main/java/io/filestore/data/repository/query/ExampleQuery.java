package io.filestore.data.repository.query;

import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import org.springframework.data.domain.Page;
import org.springframework.data.domain.Pageable;
import org.springframework.data.domain.ScrollPosition;
import org.springframework.data.domain.Slice;
import org.springframework.data.domain.Sort;
import org.springframework.data.domain.Window;
import org.springframework.data.repository.query.FluentQuery.FetchableFluentQuery;

import io.filestore.query.Query;

/**
 * A query by example that may be refined.
 *
 * @param <S> the class of the entities
 * @param <R> what is made of them
 */
final class ExampleQuery<S, R> implements FetchableFluentQuery<R> {

    /** Without the order. */
    private final Query query;

    private final Sort sort;

    private final Class<R> type;

    private final Pages<S> pages;

    private final Projections projections;

    ExampleQuery(Query query, Sort sort, Class<R> type, Pages<S> pages, Projections projections) {
        this.query = query;
        this.sort = sort;
        this.type = type;
        this.pages = pages;
        this.projections = projections;
    }

    @Override
    public FetchableFluentQuery<R> sortBy(Sort sort) {
        return new ExampleQuery<>(this.query, sort, this.type, this.pages, this.projections);
    }

    @Override
    public FetchableFluentQuery<R> limit(int limit) {
        return new ExampleQuery<>(this.query.limit(limit), this.sort, this.type, this.pages, this.projections);
    }

    @Override
    public <Q> FetchableFluentQuery<Q> as(Class<Q> type) {
        this.projections.require(type);
        return new ExampleQuery<>(this.query, this.sort, type, this.pages, this.projections);
    }

    /** Rows are in memory, and read as a whole. */
    @Override
    public FetchableFluentQuery<R> project(Collection<String> properties) {
        properties.forEach(this.pages::require);
        return this;
    }

    @Override
    public @Nullable R oneValue() {
        return made(this.pages.one(sorted(), "one() of a query by example"));
    }

    @Override
    public @Nullable R firstValue() {
        return made(this.pages.one(sorted().limit(1), "first()"));
    }

    private @Nullable R made(@Nullable S entity) {
        return (entity != null) ? make(entity) : null;
    }

    private R make(S entity) {
        return this.projections.make(entity, this.type);
    }

    @Override
    public List<R> all() {
        return this.pages.list(sorted()).stream().map(this::make).toList();
    }

    @Override
    public Page<R> page(Pageable pageable) {
        return this.pages.page(sorted(pageable), pageable).map(this::make);
    }

    @Override
    public Slice<R> slice(Pageable pageable) {
        return this.pages.slice(sorted(pageable), pageable).map(this::make);
    }

    @Override
    public Window<R> scroll(ScrollPosition position) {
        return this.pages.window(sorted(), position).map(this::make);
    }

    @Override
    public Stream<R> stream() {
        return this.pages.stream(sorted()).map(this::make);
    }

    @Override
    public long count() {
        return this.pages.count(this.query);
    }

    @Override
    public boolean exists() {
        return this.pages.exists(this.query);
    }

    private Query sorted() {
        return this.pages.sorted(this.query, this.sort);
    }

    private Query sorted(Pageable pageable) {
        return this.pages.sorted(sorted(), pageable.getSort());
    }

}
