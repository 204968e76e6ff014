package io.filestore.benchmarks.cassandra;

import io.filestore.benchmarks.data.Customer;

/**
 * What the tables of a cluster have: customers, twenty of whom share a city, and accounts
 * that are as long, some in each of many groups.
 */
final class ClusterRows {

    static final int ROWS_OF_A_CITY = 20;

    /** As many as there are threads at most: each has its own. */
    static final int GROUPS = 64;

    static final int ROWS_OF_A_GROUP = 4;

    /** A collection whose writes are versioned. */
    static final String VERSIONED = "customers";

    /** A collection whose writes are last-write-wins. */
    static final String LAST_WRITE_WINS = "visitors";

    private ClusterRows() {
    }

    static String group(int number) {
        return "group" + number;
    }

    /** The collection of a group. */
    static String accounts(int number) {
        return "accounts" + number;
    }

    static Customer row(int i) {
        Customer row = Customer.number(i);
        return new Customer(row.email(), row.name(), row.street(), city(i), row.country(), row.status(), row.orders(),
                row.note());
    }

    /** The city of this row, which it shares with 19 others. */
    static String city(int i) {
        return Customer.city(i / ROWS_OF_A_CITY * 100);
    }

}
