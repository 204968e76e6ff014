package io.filestore;

import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import io.filestore.config.CollectionOptions;
import io.filestore.io.CrashMode;
import io.filestore.io.FileNames;

import static io.filestore.Stores.row;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * A directory of an older filestore, without a catalog, and other settings than it had.
 */
class FormerFilesTests {

    private final Stores stores = new Stores((builder) -> builder);

    @AfterEach
    void close() {
        this.stores.close();
    }

    static Stream<Arguments> pairs() {
        return Stream
            .of(CollectionOptions.filePerRecord(), CollectionOptions.singleFile("c"),
                    CollectionOptions.singleFile("c.json"), CollectionOptions.singleFile("c.jsonl"),
                    CollectionOptions.compressed("c"), CollectionOptions.compressed("c.json"),
                    CollectionOptions.compressed("c.jsonl"))
            .flatMap((from) -> Stream
                .of(CollectionOptions.filePerRecord(), CollectionOptions.singleFile("c"),
                        CollectionOptions.singleFile("c.json"), CollectionOptions.singleFile("c.jsonl"),
                        CollectionOptions.singleFile("logs/d.jsonl"), CollectionOptions.compressed("c"),
                        CollectionOptions.compressed("logs/c.jsonl"))
                .map((to) -> Arguments.of(from, to)));
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void rowsOfAnotherFormAreFound(CollectionOptions from, CollectionOptions to) throws Exception {
        this.stores.configure((builder) -> builder.collection("c", from));
        Store store = this.stores.open();
        store.collection("c").put("a", row("{}"));
        store.flush();
        store.collection("c").put("b", row("{}"));
        this.stores.loseDisk(CrashMode.EVERYTHING);
        this.stores.disk().delete(this.stores.disk().root().resolve(FileNames.CATALOG));
        this.stores.configure((builder) -> builder.collection("c", to));
        store = this.stores.open();
        assertThat(store.collection("c").ids()).containsExactlyInAnyOrder("a", "b");
        assertThat(store.verify().findings()).singleElement().asString().contains("_catalog.json is missing");
    }

    @Test
    void formsAreLookedForBesideTheConfiguredPath() {
        this.stores.disk().plant("logs/audit.json", "{\"a\": {}}");
        this.stores.configure((builder) -> builder.collection("c", CollectionOptions.singleFile("logs/audit.jsonl")));
        assertThat(this.stores.open().collection("c").ids()).containsExactly("a");
    }

    @Test
    void filesOfAnotherCollectionAreNotTaken() {
        this.stores.disk().plant("c.json", "{\"a\": {}}");
        this.stores.configure((builder) -> builder.collection("c", CollectionOptions.filePerRecord())
            .collection("other", CollectionOptions.singleFile("c.json")));
        Store store = this.stores.open();
        assertThat(store.collection("c").count()).isZero();
        assertThat(store.collection("other").count()).isOne();
    }

}
