package io.filestore.benchmarks.data;

/**
 * A customer with its id among its fields. The note is shorter by as much, so that the
 * JSON is as long as that of a customer.
 */
public record IdentifiedCustomer(String id, String email, String name, String street, String city, String country,
        String status, int orders, String note) {

    /** What the field takes in JSON: {@code "id":"c0000000",}. */
    private static final int FIELD_LENGTH = 16;

    public static IdentifiedCustomer of(String id, Customer customer) {
        return new IdentifiedCustomer(id, customer.email(), customer.name(), customer.street(), customer.city(),
                customer.country(), customer.status(), customer.orders(), customer.note().substring(FIELD_LENGTH));
    }

    public Customer customer() {
        return new Customer(this.email, this.name, this.street, this.city, this.country, this.status, this.orders,
                this.note);
    }

}
