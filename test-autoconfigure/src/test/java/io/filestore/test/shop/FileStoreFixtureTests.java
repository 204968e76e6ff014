package io.filestore.test.shop;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.context.transaction.AfterTransaction;

import io.filestore.Store;
import io.filestore.row.Row;
import io.filestore.test.AutoConfigureTestFileStore;
import io.filestore.test.DataFileStoreTest;
import io.filestore.test.FileStoreFixture;

import static org.assertj.core.api.Assertions.assertThat;

class FileStoreFixtureTests {

    @Nested
    @DataFileStoreTest
    @FileStoreFixture("customers.json")
    class InATransaction {

        @Autowired
        private Customers customers;

        @Autowired
        private Store store;

        @Test
        void rowsOfTheFileAreThereUnderTheirIdsExactlyAsTheyStandThere() {
            assertThat(this.customers.findAll()).containsExactly(new Customer("ada", "ada@example.com", "Ada"),
                    new Customer("bob", "bob@example.com", "Bob"));
            assertThat(this.store.collection("customers").get("ada"))
                .contains(Row.parse("{\"email\": \"ada@example.com\", \"name\": \"Ada\", \"credit\": 100.00}"));
        }

        @Test
        @FileStoreFixture(value = "more-customers.json", collection = "customers")
        @FileStoreFixture("visits.jsonl")
        void thoseOfTheMethodComeOnTop(@Autowired Visits visits) {
            assertThat(this.customers.findAll()).extracting(Customer::name)
                .containsExactlyInAnyOrder("Ada", "Bob", "Cid", "Dan");
            assertThat(visits.findAll()).containsExactly(new Visit(1L, 10), new Visit(3L, 30));
        }

        @Test
        @FileStoreFixture({ "/io/filestore/test/shop/visits.json" })
        void listOfRowsHasTheirIdsInThem(@Autowired Visits visits) {
            assertThat(visits.findById(7L)).contains(new Visit(7L, 70));
            assertThat(visits.findById(8L)).contains(new Visit(8L, 80));
            assertThat(visits.count()).isEqualTo(2);
        }

        @AfterTransaction
        void rowsAreGoneWithTheTransaction() {
            assertThat(this.customers.count()).isZero();
        }

    }

    @Nested
    @SpringBootTest(classes = ShopApplication.class)
    @AutoConfigureTestFileStore
    @FileStoreFixture("customers.json")
    class WithoutATransaction {

        @Autowired
        private Customers customers;

        @Test
        void collectionHasTheRowsOfTheFileAndNoOthers() {
            oneMore();
        }

        @Test
        void alsoAfterATestThatHasChangedIt() {
            oneMore();
        }

        private void oneMore() {
            assertThat(this.customers.count()).isEqualTo(2);
            this.customers.deleteById("bob");
            this.customers.save(new Customer(null, "cid@example.com", "Cid"));
            this.customers.save(new Customer(null, "dan@example.com", "Dan"));
        }

    }

}
