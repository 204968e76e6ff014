package io.filestore.remote;

import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import io.filestore.backend.Capabilities;
import io.filestore.config.CollectionOptions;
import io.filestore.error.InvalidConfigurationException;

/** Refuses options of a collection that its engine is not able to keep. */
final class RemoteCheck {

    private RemoteCheck() {
    }

    /**
     * Before the engine is opened: nothing of the collection is in this store's files.
     */
    static void requirePlace(String name, CollectionOptions options) {
        if (options.path() != null) {
            throw refusal(name, "path", options.path(), options, "has no files of this store. Leave path out.");
        }
        if (Boolean.TRUE.equals(options.wal())) {
            throw refusal(name, "wal", true, options, "is not in this store's log. Leave wal out.");
        }
    }

    /** Holds the options against what the engine can do for the collection. */
    static void requireAble(String name, CollectionOptions options, Capabilities able) {
        if (!options.unique().isEmpty() && !able.unique()) {
            String unique = options.unique()
                .stream()
                .map((fields) -> String.join(" with ", fields))
                .collect(Collectors.joining(", "));
            throw refusal(name, "unique", unique, options, (options.group() == null)
                    ? "can keep two rows from sharing a value only in a group, whose rows change together. Give it a"
                            + " group, or leave unique out."
                    : "cannot keep two rows from sharing a value. Leave unique out, or choose another strategy.");
        }
        if (options.ttl() != null && !able.ttl()) {
            throw refusal(name, "ttl", options.ttl(), options,
                    "cannot let rows expire. Leave ttl out, or choose another strategy.");
        }
    }

    private static InvalidConfigurationException refusal(String name, String option, @Nullable Object value,
            CollectionOptions options, String why) {
        return new InvalidConfigurationException(
                name.equals(RoutedDomain.VALUES) ? "values." + option : "collections." + name + "." + option, value,
                "A collection of strategy " + options.strategy() + " " + why);
    }

}
