package io.filestore.benchmarks;

/**
 * A row of about 250 bytes of JSON with eight fields.
 */
record Customer(String email, String name, String street, String city, String country, String status, int orders,
        String note) {

    static Customer number(int i) {
        return new Customer("customer-" + i + "@example.com", "Customer Number " + i, "Some Street " + (i % 977),
                "City " + (i % 311), "Country " + (i % 97), (i % 5 == 0) ? "blocked" : "active", i % 50,
                "A remark that makes the row about as long as rows often are, number " + i + ".");
    }

    Customer withOrders(int count) {
        return new Customer(this.email, this.name, this.street, this.city, this.country, this.status, count, this.note);
    }

}
