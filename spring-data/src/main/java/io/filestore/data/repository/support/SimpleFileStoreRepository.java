package io.filestore.data.repository.support;

import java.util.List;
import java.util.Optional;

import org.springframework.data.domain.Page;
import org.springframework.data.domain.Pageable;
import org.springframework.data.domain.Sort;
import org.springframework.data.support.PageableExecutionUtils;

import io.filestore.data.FileStoreOperations;
import io.filestore.data.repository.FileStoreRepository;
import io.filestore.data.repository.query.Pages;
import io.filestore.query.Query;

/**
 * What every repository can do.
 *
 * @param <T> the class of the entities
 * @param <ID> the type of their ids
 */
class SimpleFileStoreRepository<T, ID> implements FileStoreRepository<T, ID> {

    private final FileStoreOperations operations;

    private final Class<T> type;

    private final Pages<T> pages;

    SimpleFileStoreRepository(FileStoreOperations operations, Class<T> type, Pages<T> pages) {
        this.operations = operations;
        this.type = type;
        this.pages = pages;
    }

    @Override
    public <S extends T> S save(S entity) {
        return this.operations.save(entity);
    }

    @Override
    public <S extends T> List<S> saveAll(Iterable<S> all) {
        return this.operations.saveAll(all);
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
        Query sorted = this.pages.sorted(Query.all(), pageable.getSort());
        return PageableExecutionUtils.getPage(this.pages.part(sorted, pageable, 0), pageable, this::count);
    }

    @Override
    public long count() {
        return this.operations.count(this.type);
    }

    @Override
    public void deleteById(ID id) {
        this.operations.deleteById(id, this.type);
    }

    @Override
    public void delete(T entity) {
        this.operations.delete(entity);
    }

    @Override
    public void deleteAllById(Iterable<? extends ID> ids) {
        this.operations.deleteAllById(ids, this.type);
    }

    @Override
    public void deleteAll(Iterable<? extends T> all) {
        this.operations.deleteAll(all);
    }

    @Override
    public void deleteAll() {
        this.operations.deleteAll(this.type);
    }

}
