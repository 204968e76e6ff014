package io.filestore.engine;

import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import org.junit.jupiter.api.Test;

import io.filestore.catalog.Catalog;
import io.filestore.catalog.CatalogEntry;
import io.filestore.catalog.Layout;
import io.filestore.io.MemoryDirectory;

import static org.assertj.core.api.Assertions.assertThat;

class OpenCatalogTests {

    private final Layout here = new Layout("single-file", "rows.jsonl", "jsonl");

    private final Layout former = new Layout("file-per-record", "rows", "json-files");

    private final MemoryDirectory disk = new MemoryDirectory();

    private final OpenCatalog catalog = new OpenCatalog(this.disk, null, null);

    @Test
    void whatAFlushRecordsWhileFormerFilesAreTakenAwayStays() throws IOException {
        CatalogEntry moved = CatalogEntry.fresh(this.here).leaving(this.former, "_replaced/1");
        this.catalog.record(Map.of("rows", moved));
        this.catalog.record(Map.of("rows", moved.flushed()));
        this.catalog.settle(List.of("rows"));
        assertThat(this.catalog.now().entry("rows")).isEqualTo(CatalogEntry.of(this.here));
        assertThat(Objects.requireNonNull(Catalog.read(this.disk)).entry("rows")).isEqualTo(CatalogEntry.of(this.here));
    }

    @Test
    void aCollectionThatHasGoneMeanwhileDoesNotComeBack() throws IOException {
        this.catalog.record(Map.of("rows", CatalogEntry.of(this.here).leaving(this.former, "_replaced/1")));
        this.catalog.record(Collections.singletonMap("rows", null));
        this.catalog.settle(List.of("rows"));
        assertThat(this.catalog.now().collections()).isEmpty();
    }

}
