package io.filestore.autoconfigure.info;

import java.nio.file.Path;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.actuate.info.Info;

import io.filestore.Store;
import io.filestore.StoreBuilder;
import io.filestore.config.CollectionOptions;
import io.filestore.row.Row;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;

class FileStoreInfoContributorTests {

    @TempDir
    Path directory;

    private StoreBuilder builder() {
        return Store.builder(this.directory)
            .collection("users", CollectionOptions.filePerRecord())
            .collection("sessions", CollectionOptions.memoryOnly());
    }

    private static Map<String, Object> info(Store store) {
        Info.Builder builder = new Info.Builder();
        new FileStoreInfoContributor(store).contribute(builder);
        return builder.build().getDetails();
    }

    private static Map<String, Object> expected(boolean readOnly) {
        return Map.of("filestore",
                Map.of("readOnly", readOnly, "collections",
                        Map.of("users", Map.of("strategy", "file-per-record", "rows", 2L), "sessions",
                                Map.of("strategy", "memory-only", "rows", 0L))));
    }

    @Test
    void infoIsWhichCollectionsThereAreAndWhetherTheyCanBeChanged() {
        try (Store store = builder().open()) {
            store.collection("users").put("a", Row.parse("{}"));
            store.collection("users").put("b", Row.parse("{}"));
            assertThat(info(store)).isEqualTo(expected(false));
        }
        try (Store store = builder().readOnly(true).open()) {
            assertThat(info(store)).isEqualTo(expected(true));
        }
    }

    @Test
    void mockOfAStoreHasNothingToSay() {
        assertThat(info(mock(Store.class))).isEmpty();
    }

}
