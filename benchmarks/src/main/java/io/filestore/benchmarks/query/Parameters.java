package io.filestore.benchmarks.query;

import java.util.Arrays;
import java.util.random.RandomGenerator;

import io.filestore.benchmarks.data.Order;

/**
 * What queries are asked with, drawn at random from what the rows have.
 */
public final class Parameters {

    private static final int RANGE = 100;

    private static final int DEEPEST_PAGE = 1000;

    private final int[] totals;

    private final String[] users;

    /**
     * @param rows how many there are
     */
    public Parameters(int rows) {
        this.totals = new int[rows];
        Arrays.setAll(this.totals, Order::total);
        Arrays.sort(this.totals);
        this.users = new String[Order.users(rows)];
        Arrays.setAll(this.users, Order::user);
    }

    public int rows() {
        return this.totals.length;
    }

    /** A total behind which enough rows come. */
    int least(RandomGenerator random) {
        return this.totals[random.nextInt(rows() - 2 * Orders.LIMIT)];
    }

    /** Where a range of a hundred rows begins, and a few more if some share a total. */
    int start(RandomGenerator random) {
        return random.nextInt(rows() - RANGE);
    }

    /** Where a range of one in a hundred rows begins. */
    int startOfHundredth(RandomGenerator random) {
        return random.nextInt(rows() - rows() / 100);
    }

    int total(int place) {
        return this.totals[place];
    }

    int endOfRange(int start) {
        return this.totals[start + RANGE - 1];
    }

    int endOfHundredth(int start) {
        return this.totals[start + rows() / 100 - 1];
    }

    String user(RandomGenerator random) {
        return this.users[random.nextInt(this.users.length)];
    }

    /** How many pages are before the deepest one that is asked for. */
    int pages() {
        return Math.min(DEEPEST_PAGE - 1, rows() / Orders.LIMIT - 2);
    }

}
