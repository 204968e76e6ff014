package io.filestore.handover;

import java.time.Duration;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

import io.filestore.error.OutcomeUnknownException;
import io.filestore.error.StoreUnavailableException;
import io.filestore.remote.RemoteEngine;

/** One of the texts that all instances share. */
final class SharedNote {

    private static final int MOST_ATTEMPTS = 5;

    private final RemoteEngine engine;

    private final String name;

    SharedNote(RemoteEngine engine, String name) {
        this.engine = engine;
        this.name = name;
    }

    String name() {
        return this.name;
    }

    @Nullable String text() {
        return this.engine.note(this.name);
    }

    /**
     * Replaces it if it is the expected one still, and looks where that cannot be told.
     * @return whether it was replaced
     */
    boolean replace(@Nullable String expected, @Nullable String next, @Nullable Duration ttl) {
        for (int attempt = 1;; attempt++) {
            try {
                return this.engine.note(this.name, expected, next, ttl);
            }
            catch (OutcomeUnknownException ex) {
                String found = text();
                if (!Objects.equals(found, expected)) {
                    return Objects.equals(found, next);
                }
                if (attempt == MOST_ATTEMPTS) {
                    throw new StoreUnavailableException("The note '" + this.name
                            + "' could not be replaced: the engine does not say how that ends.", ex);
                }
            }
        }
    }

}
