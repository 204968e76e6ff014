package io.filestore.benchmarks.jmh;

import io.filestore.benchmarks.data.Customer;

/**
 * What rows are looked up by, made before anything is measured.
 */
final class Keys {

    private final String[] ids;

    private final String[] emails;

    private final String[] cities;

    Keys(int rows) {
        this.ids = new String[rows];
        this.emails = new String[rows];
        this.cities = new String[rows];
        for (int i = 0; i < rows; i++) {
            Customer row = Customer.number(i);
            this.ids[i] = Customer.id(i);
            this.emails[i] = row.email();
            this.cities[i] = row.city();
        }
    }

    String id(int i) {
        return this.ids[i];
    }

    String email(int i) {
        return this.emails[i];
    }

    String city(int i) {
        return this.cities[i];
    }

}
