package io.filestore.open;

import java.nio.file.Path;
import java.util.List;

import io.filestore.catalog.Layout;
import io.filestore.config.CollectionOptions;
import io.filestore.engine.OpenCollection;
import io.filestore.error.InvalidConfigurationException;

/** Why a collection cannot be opened where its settings say, and what to do. */
final class LayoutRefusal {

    private final String collection;

    private final CollectionOptions options;

    LayoutRefusal(OpenCollection collection) {
        this(collection.name(), collection.options());
    }

    LayoutRefusal(String collection, CollectionOptions options) {
        this.collection = collection;
        this.options = options;
    }

    InvalidConfigurationException asTold(Layout rows) {
        return changed(rows, "The rows of this collection are in " + rows
                + ", and layout-changes is refuse. Set strategy and path back; or set layout-changes to move, and the next start moves the rows.");
    }

    InvalidConfigurationException readOnly(Layout rows) {
        return changed(rows, "The rows of this collection are in " + rows
                + ", and a store that is open for reading only cannot move them. Set strategy and path back, or start once without read-only.");
    }

    InvalidConfigurationException readOnlyBetween(Layout rows) {
        return changed(rows, "A start that moved the rows of this collection away from " + rows
                + " was interrupted, and a store that is open for reading only cannot go on with it. Start once without read-only.");
    }

    InvalidConfigurationException occupied(Layout rows, Path by) {
        return path("The rows of this collection are in " + rows + " and would move, but " + by
                + " is in the way. Give the collection another path, or move that away.");
    }

    InvalidConfigurationException ofOther(String other, Path place) {
        return path("Files of collection '" + other + "' are still at " + place
                + ". Give this collection another path. If that one is to move away, start once with only that changed; "
                + "if it is not needed any more, take its files out of the directory first.");
    }

    InvalidConfigurationException leftovers(Layout former) {
        return path("An earlier move could not take all old files of this collection away from " + former
                + ", and it must not move again before. Move them out of the directory, and start again.");
    }

    InvalidConfigurationException inTwoPlaces(List<Layout> places) {
        return path("There are files of this collection in several places, and nothing says which of them count: "
                + String.join("; ", places.stream().map(Layout::toString).toList())
                + ". Move all but one out of the directory, and start again.");
    }

    InvalidConfigurationException gone(Layout rows) {
        return changed(rows, "The rows of this collection were in " + rows
                + ", but nothing is there now. If that is a disk which is not mounted, mount it. To begin without rows, set strategy and path back and start once; then change them.");
    }

    InvalidConfigurationException inMemoryOnly(Layout rows, long count) {
        return strategy("The collection has " + count + " rows in " + rows
                + ", which a collection without files would hide. Choose another strategy; or, if the rows may go, take their files out of the directory first.");
    }

    InvalidConfigurationException inMemoryOnly(Layout rows) {
        return strategy("The rows of this collection are in " + rows
                + ", and a collection without files would hide them. Choose another strategy.");
    }

    InvalidConfigurationException between(Layout rows) {
        return strategy("The rows of this collection are in " + rows
                + ", because a start that moved them was interrupted. Set strategy and path to what they were then, and start once.");
    }

    InvalidConfigurationException onlyLogged() {
        return strategy(
                "The write-ahead log has changes of this collection that are not in files yet, and would have to move. "
                        + "Set the strategy back; or start once without read-only and with layout-changes=move.");
    }

    InvalidConfigurationException onlyAtStart(Layout rows) {
        return strategy("The rows of this collection are in " + rows
                + ", and only a start can bring them back. Configure the collection with its strategy, and start again.");
    }

    InvalidConfigurationException withoutEngine(Layout rows) {
        return strategy("The rows of this collection are in " + rows
                + ", and there is no such engine any more. Add it again (a bean of type RemoteEngineFactory, or StoreBuilder.engine), start once so that the rows move, and then take it out.");
    }

    InvalidConfigurationException elsewhere(Layout rows, Layout found) {
        return strategy("The rows of this collection are in " + rows + ", but the engine has such a collection in "
                + found
                + ". Give the keyspace, cluster or database in which they are, start once so that the rows move, and then change it.");
    }

    InvalidConfigurationException withoutStrategy(Layout rows) {
        return strategy("The rows of this collection were written to " + rows
                + ", and there is no such strategy any more. Add it again (a bean of type StorageStrategyFactory, or StoreBuilder.strategy), start once so that the rows move, and then take it out.");
    }

    InvalidConfigurationException notOnTop(Layout rows) {
        return path("The rows of this collection are in " + rows
                + ", on top of where they would move to, and the strategy's files cannot be read from another directory. Give the collection a path elsewhere, start once, and then set the one that it is to have.");
    }

    InvalidConfigurationException notMigratable(Layout rows) {
        return strategy("The rows of this collection are in " + rows
                + " and of an older shape, and the strategy's files cannot be read from another directory, which keeps the old ones while new ones are written. Migrate them with another strategy, and then set this one.");
    }

    private InvalidConfigurationException changed(Layout rows, String reason) {
        return rows.strategy().equals(this.options.strategy()) ? path(reason) : strategy(reason);
    }

    private InvalidConfigurationException strategy(String reason) {
        return new InvalidConfigurationException("collections." + this.collection + ".strategy",
                this.options.strategy(), reason);
    }

    private InvalidConfigurationException path(String reason) {
        String path = this.options.path();
        return new InvalidConfigurationException("collections." + this.collection + ".path",
                (path != null) ? path : this.collection, reason);
    }

}
