package io.filestore;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.filestore.config.CollectionOptions;
import io.filestore.error.InvalidConfigurationException;
import io.filestore.error.StoreLockedException;
import io.filestore.row.Row;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** Two stores with a collection at one absolute path. */
class SharedPlaceTests {

    @TempDir
    Path temporary;

    private StoreBuilder builder(String store, CollectionOptions options) {
        return Store.builder(this.temporary.resolve(store)).automaticFlush(false).collection("o", options);
    }

    private StoreBuilder file(String store) {
        return builder(store, CollectionOptions.singleFile(this.temporary.resolve("o.json").toString()));
    }

    private StoreBuilder files(String store) {
        return builder(store, CollectionOptions.filePerRecord().withPath(this.temporary.resolve("rows").toString()));
    }

    @Test
    void secondStoreAtTheSameFileIsRefusedUntilTheFirstIsClosed() {
        Store one = file("one").open();
        one.collection("o").put("a", Row.parse("{}"));
        refuses(file("two"), this.temporary.resolve("o.json"));
        refuses(file("two"), this.temporary.resolve("o.json"));
        one.close();
        try (Store two = file("two").open()) {
            assertThat(two.collection("o").ids()).containsExactly("a");
            refuses(file("one"), this.temporary.resolve("o.json"));
        }
        assertThat(this.temporary.resolve("o.json.lock")).isEmptyFile();
    }

    /** A flush would be refused there, after rows have been acknowledged. */
    @Test
    void aPlaceInADirectoryThatIsALinkIsRefusedAtTheStart() throws IOException {
        Path real = Files.createDirectory(this.temporary.resolve("real"));
        Path link = Files.createSymbolicLink(this.temporary.resolve("link"), real);
        assertThatExceptionOfType(InvalidConfigurationException.class)
            .isThrownBy(() -> builder("one", CollectionOptions.singleFile(link.resolve("o.json").toString())).open())
            .withMessageContainingAll("collections.o.path", link.toString(), "symbolic link");
    }

    @Test
    void secondStoreAtTheSameDirectoryIsRefused() {
        Store one = files("one").open();
        refuses(files("two"), this.temporary.resolve("rows"));
        one.close();
        files("two").open().close();
    }

    @Test
    void storesThatOnlyReadShareAPlaceWithEachOther() {
        try (Store one = file("one").open()) {
            one.collection("o").put("a", Row.parse("{}"));
        }
        try (Store two = file("two").open()) {
            two.values().put("used", true);
        }
        Store one = file("one").readOnly(true).open();
        Store two = file("two").readOnly(true).open();
        refuses(file("three"), this.temporary.resolve("o.json"));
        one.close();
        refuses(file("three"), this.temporary.resolve("o.json"));
        two.close();
        file("three").open().close();
    }

    @Test
    void placeWithinTheDirectoryOfAnOpenStoreIsRefused() {
        Store inside = builder(".", CollectionOptions.singleFile("o.json")).open();
        refuses(file("two"), this.temporary);
        inside.close();
        Store two = file("two").open();
        refuses(builder(".", CollectionOptions.singleFile("o.json")), this.temporary);
        two.close();
        builder(".", CollectionOptions.singleFile("o.json")).open().close();
    }

    @Test
    void placeThatAnotherStoreHadLockedBeforeIsRefusedToANewStoreAroundIt() {
        Store two = file("two").open();
        refuses(builder(".", CollectionOptions.singleFile("o.json")), this.temporary.resolve("o.json"));
        two.close();
        builder(".", CollectionOptions.singleFile("o.json")).open().close();
        assertThat(Files.exists(this.temporary.resolve("_checkpoint.json"))).isTrue();
    }

    private void refuses(StoreBuilder builder, Path place) {
        assertThatExceptionOfType(StoreLockedException.class).isThrownBy(builder::open)
            .satisfies((ex) -> assertThat(ex.directory()).isEqualTo(place))
            .withMessageContaining("in use by ");
    }

}
