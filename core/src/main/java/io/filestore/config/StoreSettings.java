package io.filestore.config;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.filestore.io.StoreDirectory;
import io.filestore.migration.Migrations;
import io.filestore.row.RowCodec;
import io.filestore.storage.StorageStrategyFactory;
import io.filestore.wal.WriteAheadLog;

/**
 * Everything that the builder of a store has been told.
 *
 * @param collections those in memory and local files
 * @param remote those that an engine keeps, the values under their name if they are
 */
public record StoreSettings(StoreDirectory directory, boolean readOnly, Duration flushInterval, boolean flushSync,
        boolean automaticFlush, OnCorruption onCorruption, LayoutChanges layoutChanges, boolean reportStrayFiles,
        @Nullable String unconfiguredStrategy, Map<String, CollectionOptions> collections,
        Map<String, CollectionOptions> remote, Map<String, StorageStrategyFactory> strategies, RowCodec codec,
        InstantSource clock, WriteAheadLog log, OpeningListener opening, long decodedMemory, long scanWarning,
        Migrations migrations) {

    public StoreSettings {
        collections = Map.copyOf(collections);
        remote = Map.copyOf(remote);
        strategies = Map.copyOf(strategies);
    }

}
