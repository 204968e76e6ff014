package io.filestore.remote;

/**
 * Makes the engine of all collections that name its strategy. A user adds one by handing
 * it to the builder, or by declaring it as a bean.
 */
public interface RemoteEngineFactory {

    /** The name by which collections ask for it, such as {@code cassandra}. */
    String strategy();

    /**
     * Connects, holds the options of each collection against what can be promised there,
     * and makes or checks what has to be there for them.
     * @throws io.filestore.error.InvalidConfigurationException if a collection cannot be
     * as it is configured; the message has the way out
     * @throws io.filestore.error.StoreUnavailableException if the engine cannot be
     * reached
     */
    RemoteEngine open(RemoteContext context);

}
