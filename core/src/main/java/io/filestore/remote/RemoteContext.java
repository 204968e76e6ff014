package io.filestore.remote;

import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

import io.filestore.config.CollectionOptions;
import io.filestore.event.RowChange;

/**
 * What an engine is opened for.
 *
 * @param collections the options of each collection of its strategy, by name; the global
 * values, where they are there, are one of the name {@code _values}
 * @param clock what time it is
 * @param readOnly whether nothing may be changed, the schema neither
 * @param changes takes what other instances have committed, and returns soon; what this
 * one commits is told by whoever commits it
 */
public record RemoteContext(Map<String, CollectionOptions> collections, InstantSource clock, boolean readOnly,
        Consumer<List<RowChange>> changes) {

    public RemoteContext {
        collections = Map.copyOf(collections);
    }

}
