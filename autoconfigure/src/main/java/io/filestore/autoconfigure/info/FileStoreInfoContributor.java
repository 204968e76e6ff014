package io.filestore.autoconfigure.info;

import java.util.LinkedHashMap;
import java.util.Map;

import org.springframework.boot.actuate.info.Info;
import org.springframework.boot.actuate.info.InfoContributor;

import io.filestore.Store;
import io.filestore.report.StoreStats;

/**
 * {@link InfoContributor} that says which collections a {@link Store} has, how each is
 * kept, and how many rows it holds.
 */
public class FileStoreInfoContributor implements InfoContributor {

    private final Store store;

    public FileStoreInfoContributor(Store store) {
        this.store = store;
    }

    @Override
    public void contribute(Info.Builder builder) {
        StoreStats stats = this.store.stats();
        if (stats == null) {
            // A mock, which cannot say.
            return;
        }
        Map<String, Object> collections = new LinkedHashMap<>();
        stats.collections()
            .forEach((name, collection) -> collections.put(name,
                    Map.of("strategy", collection.strategy(), "rows", collection.rows())));
        // Where an engine keeps them, somebody would have to count.
        stats.remote().forEach((name, collection) -> collections.put(name, Map.of("strategy", collection.strategy())));
        builder.withDetail("filestore", Map.of("readOnly", stats.readOnly(), "collections", collections));
    }

}
