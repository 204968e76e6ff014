package io.filestore.data.repository.query;

import org.springframework.data.domain.Example;
import org.springframework.data.domain.Sort;
import org.springframework.data.repository.query.FluentQuery.FetchableFluentQuery;

import io.filestore.query.Query;

/**
 * Entities that are as an example is.
 *
 * @param <T> their class
 */
public final class Examples<T> {

    private final EntityFields fields;

    private final Pages<T> pages;

    private final Projections projections;

    public Examples(EntityFields fields, Pages<T> pages, Projections projections) {
        this.fields = fields;
        this.pages = pages;
        this.projections = projections;
    }

    /** Those that are as the example is. */
    public Query query(Example<?> example) {
        return ExampleConditions.of(example, this.fields);
    }

    /** A query that may be refined. */
    @SuppressWarnings("unchecked")
    public <S extends T> FetchableFluentQuery<S> fluent(Example<S> example) {
        Pages<S> found = (Pages<S>) this.pages;
        return new ExampleQuery<>(query(example), Sort.unsorted(), example.getProbeType(), found, this.projections);
    }

}
