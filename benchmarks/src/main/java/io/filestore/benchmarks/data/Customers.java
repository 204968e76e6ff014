package io.filestore.benchmarks.data;

/**
 * Rows and their ids, made before anything is measured.
 */
public final class Customers {

    private final String[] ids;

    private final Customer[] rows;

    public Customers(int count) {
        this.ids = new String[count];
        this.rows = new Customer[count];
        for (int i = 0; i < count; i++) {
            this.ids[i] = Customer.id(i);
            this.rows[i] = Customer.number(i);
        }
    }

    public int count() {
        return this.rows.length;
    }

    public String id(int i) {
        return this.ids[i];
    }

    public Customer row(int i) {
        return this.rows[i];
    }

}
