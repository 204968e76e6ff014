package io.filestore.benchmarks.repository;

import java.util.List;

import org.jspecify.annotations.Nullable;

import io.filestore.RowCollection;
import io.filestore.query.Query;
import io.filestore.row.RowEntry;

import static io.filestore.query.Query.where;

/**
 * The same calls of the collection, as an application without repositories makes them.
 */
final class CollectionCalls implements OrderCalls {

    private final RowCollection<StoredOrder> orders;

    CollectionCalls(RowCollection<StoredOrder> orders) {
        this.orders = orders;
    }

    @Override
    public @Nullable StoredOrder byId(String id) {
        return this.orders.get(id).orElse(null);
    }

    @Override
    public List<?> ofUser(String user) {
        return this.orders.find(where("userId").is(user));
    }

    @Override
    public List<?> newestOfUser(String user) {
        return this.orders.find(where("userId").is(user).orderBy("createdAt").descending().limit(LIMIT));
    }

    @Override
    public List<?> firstFrom(String createdAt) {
        return this.orders.find(where("createdAt").atLeast(createdAt).orderBy("createdAt").limit(LIMIT));
    }

    @Override
    public Found newestOfStatus(String status) {
        Query query = where("status").is(status);
        List<?> page = this.orders.find(query.orderBy("createdAt").descending().limit(LIMIT));
        return new Found(page, this.orders.count(query));
    }

    @Override
    public long countOfUser(String user) {
        return this.orders.count(where("userId").is(user));
    }

    @Override
    public String save(StoredOrder order) {
        if (order.id() == null) {
            return this.orders.add(order);
        }
        this.orders.put(order.id(), order);
        return order.id();
    }

    @Override
    public String id(Object found) {
        return ((RowEntry<?>) found).id();
    }

}
