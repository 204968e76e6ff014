package io.filestore.engine;

import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import io.filestore.backend.Capabilities;
import io.filestore.config.CollectionOptions;
import io.filestore.error.InvalidConfigurationException;

/** Refuses options of a collection that its strategy is not able to keep. */
final class CapabilityCheck {

    private CapabilityCheck() {
    }

    /**
     * Holds the options against what the strategy can do.
     * @throws InvalidConfigurationException with the way out
     */
    static void require(String collection, CollectionOptions options, Capabilities able) {
        if (Boolean.TRUE.equals(options.wal()) && !able.log()) {
            throw refusal(collection, "wal", true, options, "keeps nothing on disk, so it can have no log");
        }
        if (!options.unique().isEmpty() && !able.unique()) {
            throw refusal(collection, "unique",
                    options.unique()
                        .stream()
                        .map((fields) -> String.join(" with ", fields))
                        .collect(Collectors.joining(", ")),
                    options, "cannot keep two rows from sharing a value");
        }
        if (options.ttl() != null && !able.ttl()) {
            throw refusal(collection, "ttl", options.ttl(), options, "cannot let rows expire");
        }
    }

    private static InvalidConfigurationException refusal(String collection, String option, @Nullable Object value,
            CollectionOptions options, String why) {
        return new InvalidConfigurationException("collections." + collection + "." + option, value,
                "A collection of strategy " + options.strategy() + " " + why + ". Leave " + option
                        + " out, or choose another strategy.");
    }

}
