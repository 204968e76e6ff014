package io.filestore.sample.collections;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

import io.filestore.Store;
import io.filestore.report.CollectionStats;
import io.filestore.report.RemoteStats;
import io.filestore.report.StoreStats;

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
        StoreStats stats = this.store.stats();
        return Stream
            .concat(stats.collections().values().stream().map(this::view),
                    stats.remote()
                        .values()
                        .stream()
                        .filter((collection) -> !collection.name().startsWith("_"))
                        .map(this::view))
            .sorted(Comparator.comparing(CollectionView::name))
            .toList();
    }

    private CollectionView view(CollectionStats stats) {
        Duration ttl = stats.ttl();
        return new CollectionView(stats.name(), stats.strategy(), stats.rows(), stats.pendingRows(), stats.wal(),
                (ttl != null) ? ttl.toSeconds() : null, listed(stats.indexed()), listed(stats.unique()));
    }

    /** Nobody counts the rows of one that others share, and none waits for a flush. */
    private CollectionView view(RemoteStats stats) {
        Duration ttl = stats.ttl();
        return new CollectionView(stats.name(), stats.strategy(), null, null, false,
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
     * @param rows how many rows it has, null if a cluster keeps it
     * @param pendingRows how many of them wait for a flush, null if a cluster keeps it
     * @param wal whether it is logged
     * @param ttl after how many seconds a row expires, null for never
     * @param indexed fields by which its rows can be found, those of a compound index as
     * a list
     * @param unique those of them that no two rows share
     */
    record CollectionView(String name, String strategy, @Nullable Long rows, @Nullable Long pendingRows, boolean wal,
            @Nullable Long ttl, List<Object> indexed, List<Object> unique) {
    }

}
