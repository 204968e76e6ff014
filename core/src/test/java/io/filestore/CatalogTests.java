package io.filestore;

import java.util.Objects;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.filestore.catalog.Catalog;
import io.filestore.catalog.CatalogEntry;
import io.filestore.config.CollectionOptions;
import io.filestore.io.Fault;

import static io.filestore.Stores.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** What an open store has in its catalog, and when. */
class CatalogTests {

    private final Stores stores = new Stores(
            (builder) -> builder.collection("orders", CollectionOptions.singleFile("orders.json").withIndexed("n"))
                .collection("users", CollectionOptions.filePerRecord()));

    @AfterEach
    void close() {
        this.stores.close();
    }

    @Test
    void storeKeepsItsId() throws Exception {
        this.stores.open();
        String id = catalog().storeId();
        this.stores.reopen();
        assertThat(catalog().storeId()).isEqualTo(id).hasSize(36);
    }

    @Test
    void collectionIsRecordedBeforeItsFirstFile() throws Exception {
        Store store = this.stores.open();
        store.collection("orders").put("a", row("{}"));
        assertThat(catalog().collections()).isEmpty();
        var calls = this.stores.calls(store::flush);
        assertThat(calls).containsSubsequence("force _catalog.json.tmp", "rename _catalog.json", "forceDirectory ",
                "write orders.json.tmp");
        assertThat(catalog().collections()).containsOnlyKeys("orders");
        assertThat(entry("orders").rows()).hasToString("orders.json (single-file, json)");
        assertThat(entry("orders").fresh()).isFalse();
    }

    @Test
    void collectionIsFreshUntilItsFirstFlushHasEnded() throws Exception {
        Store store = this.stores.open();
        store.collection("users").put("a", row("{}"));
        this.stores.disk().failOnce((call) -> call.equals("rename users/a.json"), Fault.IO_ERROR);
        assertThatExceptionOfType(RuntimeException.class).isThrownBy(store::flush);
        assertThat(entry("users").fresh()).isTrue();
        store.flush();
        assertThat(entry("users").fresh()).isFalse();
    }

    @Test
    void flushesAndStartsThatChangeNothingLeaveTheCatalogAlone() {
        Store store = this.stores.open();
        store.collection("users").put("a", row("{}"));
        store.flush();
        store.collection("users").put("b", row("{}"));
        assertThat(this.stores.calls(() -> {
            store.flush();
            this.stores.reopen();
        })).noneMatch((call) -> call.contains("_catalog"));
    }

    @Test
    void directoryWithoutACatalogGetsOne() throws Exception {
        this.stores.disk().plant("orders.json", "{\"a\": {}}");
        assertThat(this.stores.open().collection("orders").count()).isOne();
        assertThat(catalog().collections()).containsOnlyKeys("orders");
        assertThat(entry("orders").fresh()).isFalse();
    }

    @Test
    void readOnlyStoreWritesNoCatalog() throws Exception {
        this.stores.disk().plant("orders.json", "{\"a\": {}}");
        this.stores.configure(
                (builder) -> builder.readOnly(true).collection("orders", CollectionOptions.singleFile("orders.json")));
        this.stores.open();
        assertThat(this.stores.disk().files()).containsExactly("orders.json");
    }

    private Catalog catalog() throws Exception {
        return Objects.requireNonNull(Catalog.read(this.stores.disk()));
    }

    private CatalogEntry entry(String collection) throws Exception {
        return Objects.requireNonNull(catalog().entry(collection));
    }

}
