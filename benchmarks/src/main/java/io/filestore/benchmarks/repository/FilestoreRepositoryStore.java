package io.filestore.benchmarks.repository;

import java.util.List;
import java.util.Map;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigurationPackage;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.transaction.autoconfigure.TransactionAutoConfiguration;

import io.filestore.RowCollection;
import io.filestore.Store;
import io.filestore.autoconfigure.FileStoreAutoConfiguration;
import io.filestore.autoconfigure.data.FileStoreRepositoriesAutoConfiguration;
import io.filestore.autoconfigure.transaction.FileStoreTransactionAutoConfiguration;

/**
 * filestore with its defaults, but for {@code filestore.wal.sync: never} where nothing is
 * forced, and flushes only between turns.
 */
final class FilestoreRepositoryStore extends RepositoryStore {

    private final RowCollection<StoredOrder> orders;

    FilestoreRepositoryStore(RepositorySetup setup) {
        super(Application.class, Map.of("filestore.directory", setup.directory(), "filestore.wal.sync",
                setup.forced() ? "always" : "never", "filestore.flush.interval", "1d",
                "filestore.collections.orders.strategy", "single-file", "filestore.collections.orders.indexed[0]",
                "createdAt", "filestore.collections.orders.indexed[1]", "userId,createdAt",
                "filestore.collections.orders.indexed[2]", "status,createdAt"));
        this.orders = bean(Store.class).collection("orders", StoredOrder.class);
    }

    @Override
    public OrderCalls calls(RepositoryAccess access) {
        return (access == RepositoryAccess.COLLECTION) ? new CollectionCalls(this.orders) : super.calls(access);
    }

    @Override
    void insert(List<StoredOrder> orders) {
        repository().saveAll(orders);
    }

    @Override
    public void settle() {
        bean(Store.class).flush();
    }

    @SpringBootConfiguration(proxyBeanMethods = false)
    @AutoConfigurationPackage
    @ImportAutoConfiguration({ FileStoreAutoConfiguration.class, FileStoreTransactionAutoConfiguration.class,
            FileStoreRepositoriesAutoConfiguration.class, TransactionAutoConfiguration.class })
    static class Application {

    }

}
