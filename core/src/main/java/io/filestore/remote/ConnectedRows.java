package io.filestore.remote;

import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import io.filestore.backend.Capabilities;
import io.filestore.backend.CollectionBackend;
import io.filestore.backend.RowEdit;
import io.filestore.error.InvalidConfigurationException;
import io.filestore.query.Position;
import io.filestore.query.Query;
import io.filestore.query.QueryPlan;
import io.filestore.row.DecodedValues;
import io.filestore.row.EncodedRow;
import io.filestore.row.PutResult;
import io.filestore.row.StoredRow;

/**
 * The rows of a collection that an engine keeps as whoever asks sees them: those of the
 * transaction that the thread is in, or else those that everybody sees.
 */
final class ConnectedRows implements CollectionBackend {

    private final ConnectedCollection collection;

    private final DirectRows direct;

    private final DirectWrites writes;

    private final RoutedDomain routed;

    private final Supplier<@Nullable RoutedTransaction> current;

    /**
     * @param current the transaction that counts, null for none
     */
    ConnectedRows(ConnectedCollection collection, DirectRows direct, DirectWrites writes, RoutedDomain routed,
            Supplier<@Nullable RoutedTransaction> current) {
        this.collection = collection;
        this.direct = direct;
        this.writes = writes;
        this.routed = routed;
        this.current = current;
    }

    private @Nullable BufferedRows joined() {
        RoutedTransaction transaction = this.current.get();
        return (transaction != null) ? transaction.touch(this.collection, this.direct) : null;
    }

    @Override
    public String name() {
        return this.collection.name();
    }

    @Override
    public Capabilities capabilities() {
        return this.collection.capabilities();
    }

    @Override
    public DecodedValues decoded() {
        return this.collection.decoded();
    }

    @Override
    public boolean isIndexed(String field) {
        return this.collection.fields().contains(field);
    }

    @Override
    public @Nullable StoredRow read(String id) {
        BufferedRows joined = joined();
        return (joined != null) ? joined.read(id) : this.direct.read(id);
    }

    @Override
    public List<StoredRow> readAll(Collection<String> ids) {
        BufferedRows joined = joined();
        return (joined != null) ? joined.readAll(ids) : this.direct.readAll(ids);
    }

    @Override
    public PutResult put(String id, byte[] json, long expectedVersion) {
        requireVersions(expectedVersion);
        BufferedRows joined = joined();
        return (joined != null) ? joined.put(id, json, expectedVersion) : this.writes.put(id, json, expectedVersion);
    }

    @Override
    public boolean delete(String id, long expectedVersion) {
        requireVersions(expectedVersion);
        BufferedRows joined = joined();
        return (joined != null) ? joined.delete(id, expectedVersion) : this.writes.delete(id, expectedVersion);
    }

    static InvalidConfigurationException unversioned(ConnectedCollection collection, String reason) {
        return new InvalidConfigurationException("collections." + collection.name() + ".writes",
                Engines.named(collection.options().writes()), reason);
    }

    private void requireVersions(long expected) {
        if (expected != ANY && !capabilities().versions()) {
            throw unversioned(this.collection,
                    "A write that depends on what is there (an expected version, update, add, putIfAbsent) needs writes"
                            + " that are versioned. Leave the option out, or put the row without looking.");
        }
    }

    @Override
    public void putAll(List<EncodedRow> rows) {
        if (!isTogether()) {
            this.writes.putEach(rows);
            return;
        }
        transact((within) -> {
            within.readAll(rows.stream().map(EncodedRow::id).toList());
            rows.forEach((row) -> within.put(row.id(), row.json(), ANY));
            return null;
        });
    }

    @Override
    public long edit(List<String> ids, Function<StoredRow, @Nullable RowEdit> edit) {
        if (!isTogether()) {
            return this.writes.editEach(ids, edit);
        }
        return transact((within) -> {
            within.readAll(ids);
            return RowEdit.each(within, ids, edit);
        });
    }

    /** Whether several rows are changed in one transaction, or refused to be. */
    private boolean isTogether() {
        return this.current.get() != null || capabilities().transactions();
    }

    @Override
    public void giveWay(int attempt) {
        Attempts.giveWay(attempt);
    }

    @Override
    public StoredRow[] find(String field, Object key) {
        BufferedRows joined = joined();
        return (joined != null) ? joined.find(field, key) : this.direct.find(field, key);
    }

    @Override
    public List<StoredRow> find(Query query, @Nullable Position behind) {
        BufferedRows joined = joined();
        return (joined != null) ? joined.find(query, behind) : this.direct.find(query, behind);
    }

    @Override
    public List<String> ids(Query query) {
        BufferedRows joined = joined();
        return ((joined != null) ? joined.find(query, null).stream() : this.direct.stream(query)).map(StoredRow::id)
            .toList();
    }

    @Override
    public Stream<StoredRow> stream(Query query) {
        BufferedRows joined = joined();
        return (joined != null) ? joined.find(query, null).stream() : this.direct.stream(query);
    }

    @Override
    public long count(Query query, long most) {
        BufferedRows joined = joined();
        return (joined != null) ? joined.count(query, most) : this.direct.count(query, most);
    }

    @Override
    public QueryPlan explain(Query query) {
        return this.direct.explain(query);
    }

    @Override
    public <R extends @Nullable Object> R transact(Function<CollectionBackend, R> work) {
        RoutedTransaction transaction = this.current.get();
        if (transaction != null) {
            transaction.requireActive();
        }
        return this.routed.run((running) -> work.apply(running.rows(name())));
    }

    @Override
    public Stream<StoredRow> rows() {
        BufferedRows joined = joined();
        return (joined != null) ? joined.rows() : this.direct.rows();
    }

    @Override
    public long count() {
        BufferedRows joined = joined();
        return (joined != null) ? joined.count() : this.direct.count();
    }

    @Override
    public void clear() {
        BufferedRows joined = joined();
        if (joined != null) {
            joined.clear();
        }
        else {
            this.writes.clear();
        }
    }

}
