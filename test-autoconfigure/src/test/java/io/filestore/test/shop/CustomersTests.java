package io.filestore.test.shop;

import io.filestore.test.DataFileStoreTest;
import io.filestore.test.FileStoreFixture;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

@DataFileStoreTest
@FileStoreFixture("customers.json")
class CustomersTests {

    @Autowired
    private Customers customers;

    @Test
    void customersAreFoundByTheirName() {
        assertThat(this.customers.findByName("Ada")).extracting(Customer::id).containsExactly("ada");
    }

    @Test
    void newOneGetsAnId() {
        Customer saved = this.customers.save(new Customer(null, "cid@example.com", "Cid"));
        assertThat(this.customers.findById(saved.id())).contains(saved);
    }

}
