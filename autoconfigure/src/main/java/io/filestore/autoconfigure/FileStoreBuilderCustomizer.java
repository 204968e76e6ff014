package io.filestore.autoconfigure;

import io.filestore.StoreBuilder;

/**
 * Changes how the auto-configured {@link io.filestore.Store} is built. Every bean of this
 * type is called once, in bean order, after the properties have been applied and before
 * the store opens; what it sets replaces what the properties say.
 */
@FunctionalInterface
public interface FileStoreBuilderCustomizer {

    /**
     * Changes the settings.
     * @param builder has everything that the properties say already
     */
    void customize(StoreBuilder builder);

}
