package io.filestore.benchmarks.cassandra;

import io.filestore.benchmarks.data.Customer;

/**
 * One call, each time about other rows.
 */
public enum ClusterCall {

    GET("get", (calls, lane) -> calls.get(Customer.id(lane.row()))),

    PUT("put, versioned", (calls, lane) -> {
        int row = lane.row();
        calls.put(Customer.id(row), ClusterRows.row(row).changed(lane.change()));
    }),

    PUT_LAST("put, last-write-wins", (calls, lane) -> {
        int row = lane.row();
        calls.putLast(Customer.id(row), ClusterRows.row(row).changed(lane.change()));
    }),

    FIND("find, 20 rows by an index", (calls, lane) -> {
        int found = calls.findByCity(ClusterRows.city(lane.row())).size();
        if (found != ClusterRows.ROWS_OF_A_CITY) {
            throw new IllegalStateException(found + " rows are found.");
        }
    }),

    TRANSACT("transaction, 2 reads and 2 writes", (calls, lane) -> {
        int change = lane.change();
        int first = change % ClusterRows.ROWS_OF_A_GROUP;
        int second = (first + 1) % ClusterRows.ROWS_OF_A_GROUP;
        calls.transact(lane.group(), Customer.id(first), Customer.id(second), change);
    });

    private final String label;

    private final Making making;

    ClusterCall(String label, Making making) {
        this.label = label;
        this.making = making;
    }

    /** As tables call it. */
    public String label() {
        return this.label;
    }

    /** Makes it once. */
    public void make(ClusterCalls calls, Lane lane) {
        this.making.make(calls, lane);
    }

    @FunctionalInterface
    private interface Making {

        void make(ClusterCalls calls, Lane lane);

    }

}
