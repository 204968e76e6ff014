package io.filestore.remote;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * An open connection to where rows are kept. Thread-safe. Every call can block, and all
 * but {@link #close} can throw {@link io.filestore.error.StoreUnavailableException} if
 * too few machines are up.
 */
public interface RemoteEngine extends AutoCloseable {

    /** What the name of a collection of keys begins with. */
    String UNIQUE = "!unique!";

    /**
     * A collection.
     * @param name of one that the engine was opened for; or {@link #UNIQUE} and the name
     * of one that has unique fields, for their keys, which are of the same domain
     */
    RemoteCollection collection(String name);

    /** How a collection stands now. Never throws for what it tells. */
    RemoteStatus status(String collection);

    /**
     * A text that all instances share, null if there is none.
     * @param name up to 512 characters
     */
    @Nullable String note(String name);

    /**
     * Replaces a shared text if it is the expected one still, as one step that no two
     * instances can both do.
     * @param expected null for none
     * @param next null to take it away
     * @param ttl after how long it is gone by itself, null for never
     * @return whether it was replaced
     * @throws io.filestore.error.OutcomeUnknownException if that cannot be told
     */
    boolean note(String name, @Nullable String expected, @Nullable String next, @Nullable Duration ttl);

    /** Gives back what belongs to this engine; not a session that it was lent. */
    @Override
    void close();

}
