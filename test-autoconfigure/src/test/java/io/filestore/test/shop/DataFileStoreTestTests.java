package io.filestore.test.shop;

import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.test.context.transaction.AfterTransaction;
import org.springframework.test.context.transaction.TestTransaction;

import io.filestore.Store;
import io.filestore.test.DataFileStoreTest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

@DataFileStoreTest
class DataFileStoreTestTests {

    @Autowired
    private ApplicationContext context;

    @Autowired
    private Customers customers;

    @Autowired
    private Store store;

    @Test
    void repositoriesAndTheStoreAreThereAndOfComponentsOnlyWhatTheStoreNeeds() {
        assertThat(this.context.getBeanNamesForType(Customers.class)).hasSize(1);
        assertThat(this.store.collectionNames()).containsExactly("customers", "visits");
        assertThat(this.context.getBeanNamesForType(Greeter.class)).isEmpty();
        assertThat(this.context.getBeanNamesForType(ShopCustomizer.class)).hasSize(1);
    }

    @RepeatedTest(2)
    void whatATestSavesIsRolledBackAfterIt() {
        assertThat(this.customers.count()).isZero();
        this.customers.save(new Customer(null, "a@example.com", "Ada"));
        assertThat(this.customers.findByName("Ada")).hasSize(1);
    }

    @AfterTransaction
    void nothingIsLeft() {
        assertThat(this.customers.count()).isZero();
    }

    @Test
    void duplicateIsRefusedWhenTheTestEndsItsTransaction() {
        this.customers.save(new Customer(null, "a@example.com", "Ada"));
        this.customers.save(new Customer(null, "a@example.com", "Ann"));
        TestTransaction.flagForCommit();
        assertThatExceptionOfType(DuplicateKeyException.class).isThrownBy(TestTransaction::end)
            .withMessageContaining("a@example.com");
    }

}
