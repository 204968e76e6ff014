package io.filestore;

import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.filestore.record.Row;

import static org.assertj.core.api.Assertions.assertThat;

class StoreTests {

    record User(String email, String username) {
    }

    @TempDir
    Path directory;

    private StoreBuilder builder() {
        return Store.builder(this.directory)
            .automaticFlush(false)
            .collection("users", CollectionOptions.filePerRecord().withIndexed("username").withUnique("email"))
            .collection("orders", CollectionOptions.singleFile("orders.jsonl"))
            .collection("cache", CollectionOptions.compressed("cache/app").withWal(false))
            .collection("map", CollectionOptions.singleFile("map.json"))
            .collection("sessions", CollectionOptions.memoryOnly());
    }

    @Test
    void whatWasPutIsThereAfterReopening() throws Exception {
        try (Store store = builder().open()) {
            store.collection("users", User.class).put("user-1", new User("alice@example.com", "alice"));
            store.collection("orders").put("order-1", Row.parse("{\"total\": 100.00}"));
            store.collection("cache").put("c", Row.parse("{}"));
            store.collection("map").put("m", Row.parse("{\"a\":[1,2]}"));
            store.collection("sessions").put("s", Row.parse("{}"));
            store.values().put("appVersion", "1.0.0");
            assertThat(store.collection("users", User.class).find("email", "alice@example.com")).hasSize(1);
            assertThat(store.verify().findings()).isEmpty();
        }
        try (var files = Files.walk(this.directory)) {
            files.forEach(System.out::println);
        }
        try (Store store = builder().open()) {
            assertThat(store.collection("users", User.class).get("user-1"))
                .contains(new User("alice@example.com", "alice"));
            assertThat(store.collection("orders").get("order-1")).contains(Row.parse("{\"total\":100.00}"));
            assertThat(store.collection("sessions").count()).isZero();
            assertThat(store.values().get("appVersion", String.class)).contains("1.0.0");
            assertThat(store.verify().findings()).isEmpty();
            System.out.println(store.stats());
        }
    }

}
