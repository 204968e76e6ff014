package io.filestore.sample;

import java.time.Duration;
import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

import io.filestore.Store;
import io.filestore.report.CollectionStats;

/**
 * Which collections there are, and how each is kept.
 */
@RestController
class CollectionsController {

    private final Store store;

    CollectionsController(Store store) {
        this.store = store;
    }

    @GetMapping("/api/collections")
    List<CollectionView> collections() {
        return this.store.stats().collections().values().stream().map(this::view).toList();
    }

    private CollectionView view(CollectionStats stats) {
        Duration ttl = stats.ttl();
        return new CollectionView(stats.name(), stats.strategy(), stats.rows(), stats.pendingRows(), stats.wal(),
                (ttl != null) ? ttl.toSeconds() : null, stats.indexed(), this.store.options(stats.name()).unique());
    }

    /**
     * A collection.
     *
     * @param name its name
     * @param strategy how it is kept
     * @param rows how many rows it has
     * @param pendingRows how many of them wait for a flush
     * @param wal whether it is logged
     * @param ttl after how many seconds a row expires, null for never
     * @param indexed fields by which its rows can be found
     * @param unique those of them that no two rows share
     */
    record CollectionView(String name, String strategy, long rows, long pendingRows, boolean wal, @Nullable Long ttl,
            List<String> indexed, List<String> unique) {
    }

}
