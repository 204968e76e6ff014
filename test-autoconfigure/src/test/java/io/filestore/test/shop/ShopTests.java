package io.filestore.test.shop;

import io.filestore.Store;
import io.filestore.test.AutoConfigureTestFileStore;
import io.filestore.test.FileStoreFixture;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;

import static org.assertj.core.api.Assertions.assertThat;

@SpringBootTest
@AutoConfigureTestFileStore
class ShopTests {

    @Test
    @FileStoreFixture("customers.json")
    void wholeApplicationHasTheRows(@Autowired Store store, @Autowired Greeter greeter) {
        assertThat(store.collection("customers").get("ada")).isPresent();
    }

}
