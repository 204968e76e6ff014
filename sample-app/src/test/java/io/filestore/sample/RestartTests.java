package io.filestore.sample;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.filestore.Store;
import io.filestore.StoreBuilder;

import static org.assertj.core.api.Assertions.assertThat;

class RestartTests extends HttpApi {

    @Test
    void imagesOfTheFilesHaveEveryImportedRow(@TempDir Path folder) throws IOException {
        for (String collection : List.of("users", "movies", "auditLogs", "cache")) {
            this.store.collection(collection).clear();
            String body = IntStream.range(0, 150).mapToObj(RestartTests::movie).reduce("", String::concat);
            json(post("/api/collections/" + collection + "/import?id=key", body));
        }
        post("/api/flush", "");
        Path copy = folder.resolve("copy");
        copy(this.store.directory(), copy);
        StoreBuilder builder = Store.builder(copy).readOnly(true);
        this.store.collectionNames().forEach((name) -> builder.collection(name, this.store.options(name)));
        try (Store reopened = builder.open()) {
            for (String collection : List.of("users", "movies", "auditLogs", "cache")) {
                assertThat(rows(reopened, collection)).hasSizeGreaterThanOrEqualTo(150)
                    .isEqualTo(rows(this.store, collection));
            }
            assertThat(reopened.stats().firstFindings()).isEmpty();
            assertThat(reopened.verify().findings()).isEmpty();
        }
    }

    /** With their times: a file with another one counts as edited. */
    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Path copy = Files.copy(file, to.resolve(from.relativize(file)));
                Files.setLastModifiedTime(copy, Files.getLastModifiedTime(file));
            }
        }
    }

    private static String movie(int i) {
        return """
                {"key": "m-%d", "id": %d, "Title": %s, "US Gross": 1460%02d.00, "US DVD Sales": null, "_id": "x",
                 "IMDB Rating": 6.10, "nested": {"a b": [1e2, {"_deleted": true}]}, "Director": "Zoë 😀"}
                """.formatted(i, i, (i % 3 == 0) ? "300" : "\"The Land Girls\"", i % 100);
    }

    private static List<String> rows(Store store, String collection) {
        return store.collection(collection).stream().map((row) -> row.id() + row.value()).sorted().toList();
    }

}
