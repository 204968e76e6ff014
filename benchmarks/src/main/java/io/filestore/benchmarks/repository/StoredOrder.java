package io.filestore.benchmarks.repository;

import org.jspecify.annotations.Nullable;

import org.springframework.data.annotation.Id;
import org.springframework.data.relational.core.mapping.Table;

import io.filestore.benchmarks.data.Order;
import io.filestore.data.mapping.Collection;

/**
 * An order as an entity of all repositories.
 */
@Collection("orders")
@Table
public record StoredOrder(@Id @Nullable String id, String userId, String status, int total, String currency,
        String createdAt, String city, int items, String note) {

    /** The entity of this number, of so many. */
    public static StoredOrder number(int i, int rows) {
        return of(Order.id(i), Order.number(i, rows));
    }

    /** One more, without an id. */
    public static StoredOrder unsaved(int i, int rows) {
        return of(null, Order.number(i, rows));
    }

    private static StoredOrder of(@Nullable String id, Order order) {
        return new StoredOrder(id, order.userId(), order.status(), order.total(), order.currency(), order.createdAt(),
                order.city(), order.items(), order.note());
    }

    /** With this id, as mapping by Spring Data looks for it. */
    public StoredOrder withId(String newId) {
        return new StoredOrder(newId, this.userId, this.status, this.total, this.currency, this.createdAt, this.city,
                this.items, this.note);
    }

    /** The same after a change of a field that no index has. */
    public StoredOrder changed(int newItems) {
        return new StoredOrder(this.id, this.userId, this.status, this.total, this.currency, this.createdAt, this.city,
                newItems, this.note);
    }

}
