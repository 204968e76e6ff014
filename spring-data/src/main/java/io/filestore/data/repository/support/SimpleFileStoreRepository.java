package io.filestore.data.repository.support;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.StreamSupport;

import org.jspecify.annotations.Nullable;

import org.springframework.data.domain.Example;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.Pageable;
import org.springframework.data.domain.Sort;
import org.springframework.data.repository.query.FluentQuery.FetchableFluentQuery;

import io.filestore.RowCollection;
import io.filestore.data.repository.FileStoreRepository;
import io.filestore.data.repository.query.Examples;
import io.filestore.data.repository.query.Pages;
import io.filestore.query.Query;
import io.filestore.row.RowEntry;

/**
 * What every repository can do.
 *
 * @param <T> the class of the entities
 * @param <ID> the type of their ids
 */
class SimpleFileStoreRepository<T, ID> implements FileStoreRepository<T, ID> {

    private final Entities<T> entities;

    private final RowCollection<T> rows;

    private final Pages<T> pages;

    private final Examples<T> examples;

    SimpleFileStoreRepository(Entities<T> entities, Examples<T> examples) {
        this.entities = entities;
        this.examples = examples;
        this.rows = entities.rows();
        this.pages = entities.pages();
    }

    @Override
    @SuppressWarnings("unchecked")
    public <S extends T> S save(S entity) {
        return (S) this.entities.save(entity);
    }

    @Override
    public <S extends T> List<S> saveAll(Iterable<S> all) {
        return this.entities.store().transact((transaction) -> {
            List<S> saved = new ArrayList<>();
            all.forEach((entity) -> saved.add(save(entity)));
            return saved;
        });
    }

    @Override
    public Optional<T> findById(ID id) {
        return this.rows.get(Entities.rowId(id));
    }

    @Override
    public boolean existsById(ID id) {
        return this.rows.contains(Entities.rowId(id));
    }

    @Override
    public List<T> findAll() {
        return this.pages.list(Query.all());
    }

    @Override
    public List<T> findAllById(Iterable<ID> ids) {
        return this.rows.getAll(StreamSupport.stream(ids.spliterator(), false).map(Entities::rowId).distinct().toList())
            .stream()
            .map(RowEntry::value)
            .toList();
    }

    @Override
    public List<T> findAll(Sort sort) {
        return this.pages.list(this.pages.sorted(Query.all(), sort));
    }

    @Override
    public Page<T> findAll(Pageable pageable) {
        return this.pages.page(this.pages.sorted(Query.all(), pageable.getSort()), pageable);
    }

    @Override
    public long count() {
        return this.rows.count(Query.all());
    }

    @Override
    public void deleteById(ID id) {
        this.rows.delete(Entities.rowId(id));
    }

    @Override
    public void delete(T entity) {
        this.rows.delete(this.entities.rowId(entity, "deleted"));
    }

    @Override
    public void deleteAllById(Iterable<? extends ID> ids) {
        this.entities.store().transact((transaction) -> {
            ids.forEach(this::deleteById);
            return null;
        });
    }

    @Override
    public void deleteAll(Iterable<? extends T> all) {
        this.entities.store().transact((transaction) -> {
            all.forEach(this::delete);
            return null;
        });
    }

    @Override
    public void deleteAll() {
        this.entities.store().transact((transaction) -> {
            this.rows.clear();
            return null;
        });
    }

    @Override
    @SuppressWarnings("unchecked")
    public <S extends T> Optional<S> findOne(Example<S> example) {
        return Optional.ofNullable((S) this.pages.one(this.examples.query(example)));
    }

    @Override
    public <S extends T> List<S> findAll(Example<S> example) {
        return findAll(example, Sort.unsorted());
    }

    @Override
    @SuppressWarnings("unchecked")
    public <S extends T> List<S> findAll(Example<S> example, Sort sort) {
        return (List<S>) this.pages.list(this.pages.sorted(this.examples.query(example), sort));
    }

    @Override
    @SuppressWarnings("unchecked")
    public <S extends T> Page<S> findAll(Example<S> example, Pageable pageable) {
        Query sorted = this.pages.sorted(this.examples.query(example), pageable.getSort());
        return (Page<S>) this.pages.page(sorted, pageable);
    }

    @Override
    public <S extends T> long count(Example<S> example) {
        return this.pages.count(this.examples.query(example));
    }

    @Override
    public <S extends T> boolean exists(Example<S> example) {
        return this.pages.exists(this.examples.query(example));
    }

    @Override
    public <S extends T, R extends @Nullable Object> R findBy(Example<S> example,
            Function<FetchableFluentQuery<S>, R> query) {
        return query.apply(this.examples.fluent(example));
    }

}
