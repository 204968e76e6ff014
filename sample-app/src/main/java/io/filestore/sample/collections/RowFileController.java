package io.filestore.sample.collections;

import java.nio.file.Files;
import java.nio.file.Path;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

import io.filestore.Store;
import io.filestore.report.RemoteStats;

/**
 * Where a row lies, so that it can be looked at with ordinary tools.
 */
@RestController
class RowFileController {

    private final Store store;

    private final Catalog catalog;

    RowFileController(Store store, Catalog catalog) {
        this.store = store;
        this.catalog = catalog;
    }

    @GetMapping("/api/collections/{collection}/file")
    FileView file(@PathVariable String collection, Id id) {
        if (!this.catalog.get(collection).contains(id.text())) {
            throw this.catalog.noSuchRow(collection, id);
        }
        Path file = this.store.fileOf(collection, id.text());
        if (file != null) {
            return new FileView(relative(file), Files.exists(file), null);
        }
        RemoteStats remote = this.store.stats().remote().get(collection);
        return new FileView(null, false,
                (remote != null) ? remote.strategy() + " in " + remote.status().place() : null);
    }

    private String relative(Path file) {
        Path directory = this.store.directory();
        Path shown = file.startsWith(directory) ? directory.relativize(file) : file;
        return shown.toString().replace('\\', '/');
    }

    /**
     * Where a row lies.
     *
     * @param file the file that holds it once it is flushed, as seen from the data
     * directory; null if it is in none
     * @param exists whether there is such a file already
     * @param where where it is if a cluster has it
     */
    record FileView(@Nullable String file, boolean exists,
            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String where) {
    }

}
