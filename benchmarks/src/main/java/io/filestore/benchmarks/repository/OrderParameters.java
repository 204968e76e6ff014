package io.filestore.benchmarks.repository;

import java.util.Arrays;
import java.util.random.RandomGenerator;

import io.filestore.benchmarks.data.Order;

/**
 * What calls are made with, drawn at random from what the rows have.
 */
public final class OrderParameters {

    private final String[] ids;

    private final String[] times;

    private final String[] users;

    /**
     * @param rows how many there are
     */
    public OrderParameters(int rows) {
        this.ids = new String[rows];
        Arrays.setAll(this.ids, Order::id);
        this.times = new String[rows];
        Arrays.setAll(this.times, Order::createdAt);
        this.users = new String[Order.users(rows)];
        Arrays.setAll(this.users, Order::user);
    }

    public int rows() {
        return this.ids.length;
    }

    String id(RandomGenerator random) {
        return this.ids[random.nextInt(this.ids.length)];
    }

    /** A moment from which on enough rows come. */
    String time(RandomGenerator random) {
        return this.times[random.nextInt(this.times.length - OrderCalls.LIMIT)];
    }

    String user(RandomGenerator random) {
        return this.users[random.nextInt(this.users.length)];
    }

}
