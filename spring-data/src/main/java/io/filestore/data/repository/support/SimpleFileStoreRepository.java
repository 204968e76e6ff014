package io.filestore.data.repository.support;

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
import org.springframework.transaction.annotation.Transactional;

import io.filestore.data.FileStoreOperations;
import io.filestore.data.repository.FileStoreRepository;
import io.filestore.data.repository.query.Examples;
import io.filestore.data.repository.query.Pages;
import io.filestore.query.Query;

/**
 * What every repository can do. Its transactions are those of a repository whose
 * interface has some; others need none.
 *
 * @param <T> the class of the entities
 * @param <ID> the type of their ids
 */
@Transactional(readOnly = true)
class SimpleFileStoreRepository<T, ID> implements FileStoreRepository<T, ID> {

    private final FileStoreOperations operations;

    private final Class<T> type;

    private final Pages<T> pages;

    private final Examples<T> examples;

    SimpleFileStoreRepository(FileStoreOperations operations, Class<T> type, Pages<T> pages, Examples<T> examples) {
        this.operations = operations;
        this.type = type;
        this.pages = pages;
        this.examples = examples;
    }

    private <S extends T> S own(S entity) {
        if (entity != null && entity.getClass() != this.type) {
            this.pages.requireOwn(entity.getClass());
        }
        return entity;
    }

    private <S extends T> Iterable<S> own(Iterable<S> all) {
        return () -> StreamSupport.stream(all.spliterator(), false).map((entity) -> own(entity)).iterator();
    }

    @Override
    @Transactional
    public <S extends T> S save(S entity) {
        return this.operations.save(own(entity));
    }

    @Override
    @Transactional
    public <S extends T> List<S> saveAll(Iterable<S> all) {
        return this.operations.saveAll(own(all));
    }

    @Override
    public Optional<T> findById(ID id) {
        return this.operations.findById(id, this.type);
    }

    @Override
    public boolean existsById(ID id) {
        return this.operations.existsById(id, this.type);
    }

    @Override
    public List<T> findAll() {
        return this.operations.findAll(this.type);
    }

    @Override
    public List<T> findAllById(Iterable<ID> ids) {
        return this.operations.findAllById(ids, this.type);
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
        return this.operations.count(this.type);
    }

    @Override
    @Transactional
    public void deleteById(ID id) {
        this.operations.deleteById(id, this.type);
    }

    @Override
    @Transactional
    public void delete(T entity) {
        this.operations.delete(own(entity));
    }

    @Override
    @Transactional
    public void deleteAllById(Iterable<? extends ID> ids) {
        this.operations.deleteAllById(ids, this.type);
    }

    @Override
    @Transactional
    public void deleteAll(Iterable<? extends T> all) {
        this.operations.deleteAll(own(all));
    }

    @Override
    @Transactional
    public void deleteAll() {
        this.operations.deleteAll(this.type);
    }

    @Override
    @SuppressWarnings("unchecked")
    public <S extends T> Optional<S> findOne(Example<S> example) {
        return Optional.ofNullable((S) this.pages.one(this.examples.query(example), "findOne(Example)"));
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
