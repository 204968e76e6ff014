package io.filestore.data;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import io.filestore.RowCollection;
import io.filestore.backend.Capabilities;
import io.filestore.query.Page;
import io.filestore.query.Position;
import io.filestore.query.Query;

/**
 * What can be done with the entities of a store, each class of which has a collection of
 * its own. Repositories do all that they do through it; beside them it answers queries
 * that no name of a method says. Thread-safe; everything takes part in the transaction of
 * its thread.
 *
 * <p>
 * Every method throws Spring's {@link org.springframework.dao.DataAccessException} for
 * what the store refuses, and {@link io.filestore.data.mapping.InvalidEntityException}
 * for a class that is no entity: without an id, or in the collection of another one.
 *
 * <p>
 * Fields in queries are called as in JSON.
 */
public interface FileStoreOperations {

    /**
     * Stores an entity. One that is new, as Spring Data sees it, is inserted; any other
     * is put in the place of the row with its id, if there is one.
     * @return the entity as it is stored, with the id that was generated if it had none;
     * a record or another class without setters is another object then
     * @throws org.springframework.dao.DuplicateKeyException if it is new and there is a
     * row of its id, or a unique field has a value that another row has
     * @throws org.springframework.dao.OptimisticLockingFailureException if it has a
     * version, and its row has another or is not there
     * @throws org.springframework.dao.ConcurrencyFailureException in place of either, if
     * others have changed what the transaction has read: it may be begun again
     */
    <T> T save(T entity);

    /** Stores entities as {@link #save} does, all or none. */
    <T> List<T> saveAll(Iterable<T> entities);

    /**
     * Stores an entity that must not be there yet.
     * @return the entity as it is stored
     * @throws org.springframework.dao.DuplicateKeyException as {@link #save}
     */
    <T> T insert(T entity);

    <T> Optional<T> findById(Object id, Class<T> type);

    boolean existsById(Object id, Class<?> type);

    /** All entities of a class, in the order of their ids. */
    <T> List<T> findAll(Class<T> type);

    /** Those of these ids that there are, each once, in the order of the ids. */
    <T> List<T> findAllById(Iterable<?> ids, Class<T> type);

    /** The entities of a query, as they are at one moment, in its order. */
    <T> List<T> find(Query query, Class<T> type);

    /**
     * The entities of a query without the first ones.
     * @param offset how many are left out
     */
    <T> List<T> find(Query query, long offset, Class<T> type);

    /**
     * The only entity of a query, or its first one if the query has a limit of 1.
     * @throws org.springframework.dao.IncorrectResultSizeDataAccessException if there are
     * several
     */
    <T> Optional<T> findOne(Query query, Class<T> type);

    /**
     * The entities of a query, read one by one as they are asked for; weakly consistent.
     * Nothing need be closed. What the stream throws are filestore's own exceptions.
     */
    <T> Stream<T> stream(Query query, Class<T> type);

    /**
     * One page of a query, as long as its limit.
     * @param behind where the page before has ended, null for the first page
     */
    <T> Page<T> page(Query query, @Nullable Position behind, Class<T> type);

    long count(Class<?> type);

    /** How many fulfil the condition of a query; its limit is of no account. */
    long count(Query query, Class<?> type);

    boolean exists(Query query, Class<?> type);

    /**
     * Deletes the row of an entity. Does nothing if there is none, unless the entity has
     * a version.
     * @throws org.springframework.dao.OptimisticLockingFailureException as {@link #save}
     */
    void delete(Object entity);

    /** Deletes entities as {@link #delete(Object)} does, all or none. */
    void deleteAll(Iterable<?> entities);

    /** Returns whether there was one. */
    boolean deleteById(Object id, Class<?> type);

    /** Deletes those of these ids that there are, all or none. */
    void deleteAllById(Iterable<?> ids, Class<?> type);

    /** Deletes what a query finds within its limit, all or nothing; returns how many. */
    long delete(Query query, Class<?> type);

    /** Deletes what a query finds within its limit, all or nothing, and returns it. */
    <T> List<T> findAndDelete(Query query, Class<T> type);

    /**
     * Deletes the only entity that a query finds, or its first one if the query has a
     * limit of 1, and returns it.
     * @throws org.springframework.dao.IncorrectResultSizeDataAccessException if there are
     * several, none of which is deleted
     */
    <T> Optional<T> findAndDeleteOne(Query query, Class<T> type);

    /** Deletes all entities of a class, all or nothing. */
    void deleteAll(Class<?> type);

    /** What is possible with the entities of a class, as their collection is kept. */
    Capabilities capabilities(Class<?> type);

    /**
     * The collection of a class of entities. What is done with it is not done through
     * here.
     * @throws io.filestore.error.InvalidConfigurationException if it is not configured,
     * and such collections are refused
     */
    <T> RowCollection<T> rows(Class<T> type);

}
