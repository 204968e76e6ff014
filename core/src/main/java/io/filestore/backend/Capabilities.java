package io.filestore.backend;

/**
 * What a backend is able to do for a collection. The configuration is held against it at
 * the start; what only a call shows is refused before anything is changed.
 *
 * @param log whether changes can go through the store's write-ahead log
 * @param unique whether two rows can be kept from sharing a value
 * @param ttl whether rows can expire
 */
public record Capabilities(boolean log, boolean unique, boolean ttl) {

    /** What collections in memory can do. */
    public static Capabilities local(boolean persistent) {
        return new Capabilities(persistent, true, true);
    }

}
