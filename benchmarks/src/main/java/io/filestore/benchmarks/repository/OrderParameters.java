package io.filestore.benchmarks.repository;

import java.util.Arrays;
import java.util.random.RandomGenerator;

import org.jspecify.annotations.Nullable;

import io.filestore.benchmarks.data.Order;

/**
 * What calls are made with, drawn at random from what the rows have.
 */
public final class OrderParameters {

    private final int rows;

    private final String[] times;

    private final String[] users;

    private int seen;

    /**
     * @param rows how many there are
     */
    public OrderParameters(int rows) {
        this.rows = rows;
        this.times = new String[rows];
        Arrays.setAll(this.times, Order::createdAt);
        this.users = new String[Order.users(rows)];
        Arrays.setAll(this.users, Order::user);
    }

    public int rows() {
        return this.rows;
    }

    /** A new text, as that of a request is, which nobody knows before the last answer. */
    String id(RandomGenerator random) {
        return Order.id((random.nextInt(this.rows) + this.seen) % this.rows);
    }

    /** Looks at what was found, without which a processor would ask ahead. */
    @Nullable StoredOrder saw(@Nullable StoredOrder found) {
        this.seen = (found != null) ? found.items() : 0;
        return found;
    }

    /** From now on it is as if nothing had been found yet. */
    public void forget() {
        this.seen = 0;
    }

    /** A moment from which on enough rows come. */
    String time(RandomGenerator random) {
        return this.times[random.nextInt(this.times.length - OrderCalls.LIMIT)];
    }

    String user(RandomGenerator random) {
        return this.users[random.nextInt(this.users.length)];
    }

}
