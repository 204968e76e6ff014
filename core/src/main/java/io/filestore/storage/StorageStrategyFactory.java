package io.filestore.storage;

/**
 * Makes the strategy of each collection that names it. A user adds a strategy of his own
 * by handing one of these to the builder, or by declaring it as a bean.
 */
public interface StorageStrategyFactory {

    /** The name by which collections ask for it, such as {@code file-per-record}. */
    String name();

    /**
     * Whether rows outlive the process. Collections of a strategy that is not persistent
     * have no log either.
     */
    default boolean persistent() {
        return true;
    }

    /** A new strategy for one collection; must not touch the disk yet. */
    StorageStrategy create(StrategyContext context);

}
