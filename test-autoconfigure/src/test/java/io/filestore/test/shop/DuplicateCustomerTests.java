package io.filestore.test.shop;

import io.filestore.test.DataFileStoreTest;
import io.filestore.test.FileStoreFixture;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.test.context.transaction.TestTransaction;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

@DataFileStoreTest
class DuplicateCustomerTests {

    @Autowired
    private Customers customers;

    @Test
    @FileStoreFixture("customers.json")
    void secondCustomerWithAnAddressIsRefused() {
        this.customers.save(new Customer(null, "ada@example.com", "Another"));
        TestTransaction.flagForCommit();
        assertThatExceptionOfType(DuplicateKeyException.class).isThrownBy(TestTransaction::end);
    }

}
