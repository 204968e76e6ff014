package io.filestore.catalog;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

import io.filestore.io.FileInfo;
import io.filestore.io.StoreDirectory;
import io.filestore.storage.Places;
import io.filestore.storage.StandardStrategies;
import io.filestore.storage.StorageStrategy;
import io.filestore.storage.StorageStrategyFactory;
import io.filestore.storage.StrategyContext;

/**
 * Finds files of a collection that the catalog does not know: those that an older
 * filestore or somebody else has left in another form than the configured one.
 */
public final class FormerFiles {

    private static final List<StorageStrategyFactory> SINGLE = List.of(StandardStrategies.singleFile(),
            StandardStrategies.compressed());

    private static final List<String> ENDINGS = List.of("", ".json", ".jsonl");

    private FormerFiles() {
    }

    /**
     * Looks under the collection's name and beside its configured path, with each ending.
     * @param configured the configured path
     * @param isOthers whether places belong to another collection
     * @return layouts with rows; the configured one may be among them
     */
    public static List<Layout> find(StoreDirectory directory, String collection, Path configured,
            Predicate<Places> isOthers) throws IOException {
        List<Layout> found = new ArrayList<>();
        for (Path stem : stems(directory.root().resolve(collection), configured)) {
            add(found, directory, collection, StandardStrategies.filePerRecord(), stem, isOthers);
            for (StorageStrategyFactory factory : SINGLE) {
                for (String ending : ENDINGS) {
                    add(found, directory, collection, factory, stem.resolveSibling(stem.getFileName() + ending),
                            isOthers);
                }
            }
        }
        return found;
    }

    private static Set<Path> stems(Path name, Path configured) {
        Set<Path> stems = new LinkedHashSet<>(List.of(name, configured));
        String file = String.valueOf(configured.getFileName());
        for (String ending : List.of(".json", ".jsonl")) {
            if (file.endsWith(ending) && file.length() > ending.length()) {
                stems.add(configured.resolveSibling(file.substring(0, file.length() - ending.length())));
            }
        }
        return stems;
    }

    private static void add(List<Layout> found, StoreDirectory directory, String collection,
            StorageStrategyFactory factory, Path path, Predicate<Places> isOthers) throws IOException {
        StorageStrategy strategy = factory.create(new StrategyContext(collection, path, directory));
        Layout layout = Layout.at(directory, factory.name(), path, strategy.form());
        if (!found.contains(layout) && hasRows(directory, strategy) && !isOthers.test(Places.of(strategy))) {
            found.add(layout);
        }
    }

    /** Whether there is what a strategy would read rows from. */
    public static boolean hasRows(StoreDirectory directory, StorageStrategy strategy) throws IOException {
        Path path = strategy.path();
        FileInfo info = (path != null) ? Places.find(directory, path) : null;
        if (path == null || info == null) {
            return false;
        }
        return switch (strategy.form()) {
            case "" -> true;
            case "json-files" -> info.isDirectory()
                    && directory.entries(path).stream().anyMatch((entry) -> entry.toString().endsWith(".json"));
            default -> info.isFile() && info.size() > 0;
        };
    }

}
