package io.filestore.sample.collections;

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
                (ttl != null) ? ttl.toSeconds() : null, listed(stats.indexed()), listed(stats.unique()));
    }

    /**
     * As in a configuration: a field as a text, the fields of a compound index as a list.
     */
    private static List<Object> listed(List<List<String>> indexes) {
        return indexes.stream().<Object>map((fields) -> (fields.size() == 1) ? fields.get(0) : fields).toList();
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
     * @param indexed fields by which its rows can be found, those of a compound index as
     * a list
     * @param unique those of them that no two rows share
     */
    record CollectionView(String name, String strategy, long rows, long pendingRows, boolean wal, @Nullable Long ttl,
            List<Object> indexed, List<Object> unique) {
    }

}
