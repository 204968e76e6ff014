/**
 * The store itself. Applications use {@link io.filestore} and the packages of what it
 * takes and gives; {@link io.filestore.storage}, {@link io.filestore.io} and
 * {@link io.filestore.wal} are for strategies of their own, and for a log that is made by
 * hand, {@link io.filestore.remote} and {@link io.filestore.backend} for engines that keep
 * rows elsewhere. All else is the engine, which nobody outside sees on a module path.
 */
@SuppressWarnings("requires-automatic")
module io.filestore.core {

    requires transitive org.jspecify;
    requires transitive tools.jackson.databind;
    requires org.lz4.java;
    requires org.slf4j;

    exports io.filestore;
    exports io.filestore.backend;
    exports io.filestore.config;
    exports io.filestore.error;
    exports io.filestore.event;
    exports io.filestore.io;
    exports io.filestore.migration;
    exports io.filestore.query;
    exports io.filestore.remote;
    exports io.filestore.report;
    exports io.filestore.row;
    exports io.filestore.storage;
    exports io.filestore.wal;

}
