package io.filestore.benchmarks.data;

import java.time.Instant;

/**
 * The row that queries are measured with: eight fields, about 250 bytes of JSON. Rows are
 * made one after the other in time, so that no two have the same time, but their ids are
 * in no order; about a hundred share a user, one in ten is open, and some have the same
 * total. As with most data, what one query finds lies nowhere near each other, but for
 * what was made at the same time.
 */
public record Order(String userId, String status, int total, String currency, String createdAt, String city, int items,
        String note) {

    /** What one in ten rows has for its status. */
    public static final String OPEN = "open";

    /** Totals are below this one. */
    public static final int TOTALS = 2_000_000;

    private static final int ROWS_OF_A_USER = 100;

    private static final int ITEMS = 90;

    private static final long FIRST = Instant.parse("2024-01-01T00:00:00Z").getEpochSecond();

    private static final long SECONDS_APART = 61;

    private static final String[] STATUSES = { OPEN, "paid", "paid", "sent", "sent", "sent", "done", "done", "done",
            "back" };

    /** The row of this number, of so many. */
    public static Order number(int i, int rows) {
        return new Order(user((int) Long.remainderUnsigned(spread(i, 1), users(rows))),
                STATUSES[(int) Long.remainderUnsigned(spread(i, 2), STATUSES.length)], total(i), "EUR", createdAt(i),
                "City " + digits(5, i % 100_000), 10 + i % ITEMS,
                "A remark that makes a row about as long as rows often are, of order number " + digits(7, i) + ".");
    }

    /** The id of this row. */
    public static String id(int i) {
        return "o-" + Long.toHexString(spread(i, 0));
    }

    /** When the row was made. */
    public static String createdAt(int i) {
        return Instant.ofEpochSecond(FIRST + i * SECONDS_APART).toString();
    }

    public static int total(int i) {
        return (int) Long.remainderUnsigned(spread(i, 3), TOTALS);
    }

    /** How many users there are. */
    public static int users(int rows) {
        return Math.max(1, rows / ROWS_OF_A_USER);
    }

    public static String user(int number) {
        return "u-" + digits(6, number);
    }

    /**
     * The same row after a change of a field that no index has.
     * @param newTotal which an index has
     */
    public Order changed(int count, int newTotal) {
        return new Order(this.userId, this.status, newTotal, this.currency, this.createdAt, this.city,
                10 + Math.floorMod(count, ITEMS), this.note);
    }

    /** The finishing steps of SplitMix64: no two numbers have the same. */
    private static long spread(int i, int salt) {
        long hash = (i + 1L + ((long) salt << 32)) * 0x9E3779B97F4A7C15L;
        hash = (hash ^ (hash >>> 30)) * 0xBF58476D1CE4E5B9L;
        hash = (hash ^ (hash >>> 27)) * 0x94D049BB133111EBL;
        return hash ^ (hash >>> 31);
    }

    private static String digits(int count, int number) {
        String digits = Integer.toString(number);
        return "0".repeat(count - digits.length()) + digits;
    }

}
