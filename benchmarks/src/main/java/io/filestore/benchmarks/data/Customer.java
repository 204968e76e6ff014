package io.filestore.benchmarks.data;

/**
 * The row of all measurements: eight fields, 243 bytes of JSON. No two rows share an
 * email, each hundred rows in a row share a city.
 */
public record Customer(String email, String name, String street, String city, String country, String status, int orders,
        String note) {

    private static final int FEWEST_ORDERS = 10;

    private static final int MOST_ORDERS = 99;

    /** The row of this number, below ten million. */
    public static Customer number(int i) {
        String digits = digits(7, i);
        return new Customer("c" + digits + "@example.com", "Customer Number " + digits,
                "Some Street " + (100 + i % 900), city(i), "Country " + (10 + i % 90),
                (i % 5 == 0) ? "blocked" : "enabled", FEWEST_ORDERS,
                "A remark that makes a row about as long as rows often are: " + digits + ".");
    }

    /** The city of this row, which it shares with 99 others. */
    public static String city(int i) {
        return "City " + digits(5, i / 100);
    }

    /** The id of this row. */
    public static String id(int i) {
        return "c" + digits(7, i);
    }

    /** With zeros in front; formatting would take longer than many a store. */
    private static String digits(int count, int number) {
        String digits = Integer.toString(number);
        return "0".repeat(count - digits.length()) + digits;
    }

    /** The same row, as long as before, after a change that no index sees. */
    public Customer changed(int count) {
        int newOrders = FEWEST_ORDERS + Math.floorMod(count, MOST_ORDERS - FEWEST_ORDERS + 1);
        return new Customer(this.email, this.name, this.street, this.city, this.country, this.status, newOrders,
                this.note);
    }

}
