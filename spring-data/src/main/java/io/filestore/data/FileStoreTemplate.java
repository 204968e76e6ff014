package io.filestore.data;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import org.jspecify.annotations.Nullable;

import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationContextAware;
import org.springframework.dao.IncorrectResultSizeDataAccessException;
import org.springframework.data.mapping.callback.EntityCallbacks;
import org.springframework.util.Assert;
import org.springframework.util.ClassUtils;

import io.filestore.RowCollection;
import io.filestore.Store;
import io.filestore.backend.Capabilities;
import io.filestore.data.mapping.FileStoreMappingContext;
import io.filestore.data.mapping.FileStorePersistentEntity;
import io.filestore.data.mapping.InvalidEntityException;
import io.filestore.data.transaction.OtherStores;
import io.filestore.data.transaction.StoreExceptionTranslator;
import io.filestore.error.InvalidRowException;
import io.filestore.error.StoreException;
import io.filestore.query.Page;
import io.filestore.query.Position;
import io.filestore.query.Query;
import io.filestore.row.RowEntry;

/**
 * The entities of one {@link Store}.
 *
 * <p>
 * One long file, since each method is a line or two.
 */
public final class FileStoreTemplate implements FileStoreOperations, ApplicationContextAware {

    private final Store store;

    private final FileStoreMappingContext entities;

    private final StoreExceptionTranslator translator = new StoreExceptionTranslator();

    private Application application = Application.none();

    private final Map<Class<?>, EntityRows<?>> known = new ConcurrentHashMap<>();

    /** What the rows of each collection are read as. */
    private final Map<String, Class<?>> roots = new ConcurrentHashMap<>();

    public FileStoreTemplate(Store store) {
        this(store, new FileStoreMappingContext());
    }

    public FileStoreTemplate(Store store, FileStoreMappingContext entities) {
        this.store = store;
        this.entities = entities;
        entities.setFieldNames(store::fieldOf);
        entities.setOperands(store::operandOf);
    }

    /** Its callbacks and listeners are told what becomes of entities from now on. */
    @Override
    public void setApplicationContext(ApplicationContext context) {
        this.application = Application.of(context);
    }

    /** Callbacks in place of those of the application. */
    public void setEntityCallbacks(EntityCallbacks callbacks) {
        this.application.set(callbacks);
    }

    @SuppressWarnings("unchecked")
    private <T> EntityRows<T> of(Class<T> type) {
        Assert.notNull(type, "The class of the entities must not be null");
        EntityRows<?> rows = this.known.get(type);
        return (EntityRows<T>) ((rows != null) ? rows : translated(() -> learn(type)));
    }

    private EntityRows<?> learn(Class<?> type) {
        Class<?> user = ClassUtils.getUserClass(type);
        EntityRows<?> rows = (user != type) ? of(user) : make(this.entities.getRequiredPersistentEntity(type));
        this.known.put(type, rows);
        return rows;
    }

    private <T> EntityRows<T> make(FileStorePersistentEntity<T> entity) {
        EntityRows<T> rows = open(entity);
        this.entities.indexes(entity.getType()).require(this.store.options(entity.collection()));
        Class<?> other = this.roots.putIfAbsent(entity.collection(), entity.root());
        if (other != null && other != entity.root()) {
            throw new InvalidEntityException("Entities " + other.getName() + " and " + entity.getName()
                    + " are in the same collection '" + entity.collection()
                    + "', and each would read the rows of the other. Name another collection for one of them, with @Collection.");
        }
        return rows;
    }

    private <T> EntityRows<T> open(FileStorePersistentEntity<T> entity) {
        try {
            return new EntityRows<>(entity, this.store, this.application);
        }
        catch (InvalidRowException ex) {
            throw new InvalidEntityException(ex.getMessage(), ex);
        }
    }

    @SuppressWarnings("unchecked")
    private <T> EntityRows<T> of(T entity) {
        Assert.notNull(entity, "The entity must not be null");
        return of((Class<T>) entity.getClass());
    }

    private <R extends @Nullable Object> R translated(Supplier<R> work) {
        try {
            return work.get();
        }
        catch (StoreException ex) {
            throw this.translator.translate(ex);
        }
    }

    private <T> Iterator<T> translated(Iterator<T> each) {
        return new Iterator<>() {

            @Override
            public boolean hasNext() {
                return FileStoreTemplate.this.translated(each::hasNext);
            }

            @Override
            public T next() {
                return FileStoreTemplate.this.translated(each::next);
            }

        };
    }

    private <R extends @Nullable Object> R changed(Supplier<R> work) {
        OtherStores.refuseWithin(this.store);
        return translated(work);
    }

    /** All or nothing; who listens is told of what is gone when it is. */
    private <R extends @Nullable Object> R deleted(Function<Deletes, R> work) {
        Deletes deletes = new Deletes();
        return changed(() -> {
            R result = this.store.transact((transaction) -> {
                deletes.begin();
                return work.apply(deletes);
            });
            deletes.end();
            return result;
        });
    }

    @Override
    public <T> T save(T entity) {
        EntityRows<T> rows = of(entity);
        return changed(() -> written(new Save<>(rows, entity, rows.isNew(entity))));
    }

    @Override
    public <T> T insert(T entity) {
        EntityRows<T> rows = of(entity);
        return changed(() -> written(new Save<>(rows, entity, true)));
    }

    private static <T> T written(Save<T> save) {
        try {
            save.prepare();
            save.write();
        }
        catch (RuntimeException ex) {
            save.undo();
            throw ex;
        }
        return save.end();
    }

    @Override
    public <T> List<T> saveAll(Iterable<T> all) {
        SaveAll<T> saves = new SaveAll<>();
        return changed(() -> {
            try {
                all.forEach((entity) -> saves.add(of(entity), entity));
                this.store.transact((transaction) -> saves.write());
            }
            catch (RuntimeException ex) {
                saves.undo();
                throw ex;
            }
            return saves.end();
        });
    }

    @Override
    public <T> Optional<T> findById(Object id, Class<T> type) {
        EntityRows<T> rows = of(type).whole();
        return translated(() -> rows.find(EntityRows.rowId(id)));
    }

    @Override
    public boolean existsById(Object id, Class<?> type) {
        return translated(() -> of(type).rows().contains(EntityRows.rowId(id)));
    }

    @Override
    public <T> List<T> findAll(Class<T> type) {
        return find(Query.all(), type);
    }

    @Override
    public <T> List<T> findAllById(Iterable<?> ids, Class<T> type) {
        EntityRows<T> rows = of(type).whole();
        List<String> distinct = StreamSupport.stream(ids.spliterator(), false)
            .map(EntityRows::rowId)
            .distinct()
            .toList();
        // Of one moment, which several reads are only in a transaction, where there are
        // any.
        boolean alone = distinct.size() < 2 || !this.store.capabilities(rows.rows().name()).transactions();
        return translated(() -> rows.values(alone ? rows.rows().getAll(distinct)
                : this.store.transact((transaction) -> rows.rows().getAll(distinct))));
    }

    @Override
    public <T> List<T> find(Query query, Class<T> type) {
        EntityRows<T> rows = of(type).whole();
        return translated(() -> rows.values(rows.rows().find(query)));
    }

    @Override
    public <T> List<T> find(Query query, long offset, Class<T> type) {
        EntityRows<T> rows = of(type).whole();
        return translated(() -> {
            List<RowEntry<T>> found = rows.rows().find(query);
            return rows.values(found.subList((int) Math.min(offset, found.size()), found.size()));
        });
    }

    @Override
    public <T> Optional<T> findOne(Query query, Class<T> type) {
        List<T> found = find(few(query), type);
        if (found.size() > 1) {
            throw several(query, type, "");
        }
        return found.stream().findFirst();
    }

    /** As many as show whether there are several. */
    private static Query few(Query query) {
        return (query.limit().orElse(0) == 1) ? query : query.limit(2);
    }

    private IncorrectResultSizeDataAccessException several(Query query, Class<?> type, String more) {
        long found = Math.max(2, Math.min(count(query, type), query.limit().orElse(Integer.MAX_VALUE)));
        return new IncorrectResultSizeDataAccessException(
                "One row of collection '" + of(type).rows().name() + "' was asked for, and " + found + " were found. "
                        + more
                        + "Ask for a List, or for the first one: by First in the name of a method, or by a limit of 1.",
                1, (int) found);
    }

    @Override
    public <T> Stream<T> stream(Query query, Class<T> type) {
        EntityRows<T> rows = of(type).whole();
        Iterator<T> each = translated(() -> rows.rows().stream(query).map(rows::converted).iterator());
        return StreamSupport.stream(
                Spliterators.spliteratorUnknownSize(translated(each), Spliterator.ORDERED | Spliterator.NONNULL),
                false);
    }

    @Override
    public <T> Page<T> page(Query query, @Nullable Position behind, Class<T> type) {
        EntityRows<T> rows = of(type).whole();
        Page<T> page = translated(() -> rows.rows().page(query, behind));
        return rows.lifecycle().watchesReads() ? translated(() -> page.map(rows::converted)) : page;
    }

    @Override
    public long count(Class<?> type) {
        return count(Query.all(), type);
    }

    @Override
    public long count(Query query, Class<?> type) {
        return translated(() -> of(type).whole().rows().count(query));
    }

    @Override
    public boolean exists(Query query, Class<?> type) {
        return translated(() -> of(type).whole().rows().exists(query));
    }

    @Override
    public void delete(Object entity) {
        EntityRows<Object> rows = of(entity);
        changed(() -> {
            Deletes deletes = new Deletes();
            rows.delete(entity, deletes);
            deletes.end();
            return null;
        });
    }

    @Override
    public void deleteAll(Iterable<?> all) {
        List<Object> entities = translated(() -> list(all));
        deleted((deletes) -> {
            entities.forEach((entity) -> of(entity).delete(entity, deletes));
            return null;
        });
    }

    @Override
    public boolean deleteById(Object id, Class<?> type) {
        return changed(() -> {
            Deletes deletes = new Deletes();
            boolean deleted = of(type).deleteById(EntityRows.rowId(id), deletes);
            deletes.end();
            return deleted;
        });
    }

    @Override
    public void deleteAllById(Iterable<?> ids, Class<?> type) {
        List<Object> all = translated(() -> list(ids));
        deleted((deletes) -> {
            all.forEach((id) -> of(type).deleteById(EntityRows.rowId(id), deletes));
            return null;
        });
    }

    /** What is read once only, for a transaction that may run several times. */
    private static List<Object> list(Iterable<?> once) {
        List<Object> all = new ArrayList<>();
        once.forEach(all::add);
        return all;
    }

    @Override
    public long delete(Query query, Class<?> type) {
        EntityRows<?> rows = of(type).whole();
        return deleted((deletes) -> rows.delete(query, deletes));
    }

    @Override
    public <T> List<T> findAndDelete(Query query, Class<T> type) {
        EntityRows<T> rows = of(type).whole();
        return deleted((deletes) -> rows.delete(rows.rows().find(query), deletes));
    }

    @Override
    public <T> Optional<T> findAndDeleteOne(Query query, Class<T> type) {
        EntityRows<T> rows = of(type).whole();
        @Nullable List<T> deleted = deleted((deletes) -> {
            List<RowEntry<T>> found = rows.rows().find(few(query));
            // Not thrown here, since a transaction around this one may go on.
            return (found.size() > 1) ? null : rows.delete(found, deletes);
        });
        if (deleted == null) {
            throw several(query, type, "None was deleted. ");
        }
        return deleted.stream().findFirst();
    }

    @Override
    public void deleteAll(Class<?> type) {
        EntityRows<?> rows = of(type).whole();
        deleted((deletes) -> {
            rows.clear(deletes);
            return null;
        });
    }

    @Override
    public Capabilities capabilities(Class<?> type) {
        return this.store.capabilities(rows(type).name());
    }

    @Override
    @SuppressWarnings("unchecked")
    public <T> RowCollection<T> rows(Class<T> type) {
        EntityRows<?> rows = this.known.get(type);
        return ((EntityRows<T>) ((rows != null) ? rows : learn(type))).whole().rows();
    }

}
