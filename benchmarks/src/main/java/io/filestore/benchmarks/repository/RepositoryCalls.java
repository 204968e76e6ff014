package io.filestore.benchmarks.repository;

import java.util.List;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

import org.springframework.data.domain.Page;
import org.springframework.data.domain.PageRequest;
import org.springframework.data.domain.Pageable;
import org.springframework.data.domain.Sort;

/**
 * Calls of a repository.
 */
class RepositoryCalls implements OrderCalls {

    private static final Pageable NEWEST = PageRequest.of(0, LIMIT, Sort.by("createdAt").descending());

    private final StoredOrders orders;

    RepositoryCalls(StoredOrders orders) {
        this.orders = orders;
    }

    @Override
    public @Nullable StoredOrder byId(String id) {
        return this.orders.findById(id).orElse(null);
    }

    @Override
    public List<?> ofUser(String user) {
        return this.orders.findByUserId(user);
    }

    @Override
    public List<?> newestOfUser(String user) {
        return this.orders.findTop20ByUserIdOrderByCreatedAtDesc(user);
    }

    @Override
    public List<?> firstFrom(String createdAt) {
        return this.orders.findTop20ByCreatedAtGreaterThanEqualOrderByCreatedAt(createdAt);
    }

    @Override
    public Found newestOfStatus(String status) {
        Page<StoredOrder> page = this.orders.findByStatus(status, NEWEST);
        return new Found(page.getContent(), page.getTotalElements());
    }

    @Override
    public long countOfUser(String user) {
        return this.orders.countByUserId(user);
    }

    @Override
    public String save(StoredOrder order) {
        return id(this.orders.save(order));
    }

    @Override
    public String id(Object found) {
        return Objects.requireNonNull(((StoredOrder) found).id());
    }

}
