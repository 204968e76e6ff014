package io.filestore.backend;

/**
 * What a strategy is able to do for a collection. The configuration is held against it at
 * the start; what only a call shows is refused before anything is changed.
 *
 * @param log whether changes can go through the store's write-ahead log
 * @param unique whether two rows can be kept from sharing a value
 * @param ttl whether rows can expire
 * @param transactions whether several rows can be changed together, as if one transaction
 * came after the other
 * @param ranges whether queries can ask for ranges, orders and conditions on fields
 * without an index, over all rows; if not, a query needs an equality on an indexed field
 * @param versions whether a write can depend on the version that its row has
 */
public record Capabilities(boolean log, boolean unique, boolean ttl, boolean transactions, boolean ranges,
        boolean versions) {

    /** What collections in memory can do. */
    public static Capabilities local(boolean persistent) {
        return new Capabilities(persistent, true, true, true, true, true);
    }

}
