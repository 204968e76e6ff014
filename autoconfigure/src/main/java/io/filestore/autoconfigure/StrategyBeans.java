package io.filestore.autoconfigure;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;

import org.springframework.util.Assert;

import io.filestore.StoreBuilder;
import io.filestore.storage.StorageStrategyFactory;

/**
 * The strategies that are beans: first filestore's own, then the user's, so that a user's
 * bean replaces the standard strategy whose name it has.
 */
final class StrategyBeans {

    static final String FILE_PER_RECORD = "filePerRecordStorageStrategy";

    static final String SINGLE_FILE = "singleFileStorageStrategy";

    static final String COMPRESSED = "compressedStorageStrategy";

    static final String MEMORY_ONLY = "memoryOnlyStorageStrategy";

    private static final Set<String> STANDARD = Set.of(FILE_PER_RECORD, SINGLE_FILE, COMPRESSED, MEMORY_ONLY);

    private final Map<String, StorageStrategyFactory> beans;

    StrategyBeans(Map<String, StorageStrategyFactory> beans) {
        this.beans = beans;
    }

    void addTo(StoreBuilder builder) {
        this.beans.forEach((bean, factory) -> {
            if (STANDARD.contains(bean)) {
                builder.strategy(factory);
            }
        });
        Map<String, String> owners = new HashMap<>();
        this.beans.forEach((bean, factory) -> {
            if (!STANDARD.contains(bean)) {
                String other = owners.put(factory.name(), bean);
                Assert.state(other == null, () -> "The beans '" + other + "' and '" + bean
                        + "' are both the storage strategy '" + factory.name() + "'. Keep one of them.");
                builder.strategy(factory);
            }
        });
    }

}
