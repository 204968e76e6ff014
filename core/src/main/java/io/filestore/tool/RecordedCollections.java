package io.filestore.tool;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import io.filestore.catalog.Catalog;
import io.filestore.catalog.CatalogEntry;
import io.filestore.catalog.Layout;
import io.filestore.config.CollectionOptions;
import io.filestore.engine.OpenCollections;
import io.filestore.io.FileInfo;
import io.filestore.io.FileNames;
import io.filestore.io.StoreDirectory;
import io.filestore.storage.IndexNames;
import io.filestore.storage.StandardStrategies;
import io.filestore.storage.StorageStrategy;
import io.filestore.storage.StrategyContext;
import io.filestore.wal.LogReader;

/** The options of collections, without a configuration, as far as a reader needs them. */
final class RecordedCollections {

    private final StoreDirectory directory;

    RecordedCollections(StoreDirectory directory) {
        this.directory = directory;
    }

    /**
     * The options with which a collection can be read, and those of the collections that
     * have changes in the log, without which no store opens.
     * @throws IOException if there is none of this name, or only the application can read
     * one; the message says so
     */
    Map<String, CollectionOptions> options(String asked) throws IOException {
        FileInfo info = this.directory.stat(this.directory.root());
        if (info == null || info.kind() == FileInfo.Kind.FILE) {
            throw new IOException(this.directory.root() + " is no directory.");
        }
        String objection = StorePlace.objection(this.directory);
        if (objection != null) {
            throw new IOException(objection);
        }
        Catalog catalog = Catalog.read(this.directory);
        SortedMap<String, CatalogEntry> recorded = (catalog != null) ? catalog.collections() : new TreeMap<>();
        Set<String> names = logged();
        if (!names.contains(asked) && !recorded.containsKey(asked)) {
            names.addAll(recorded.keySet());
            throw new IOException("There is no collection '" + asked + "' in " + this.directory.root() + ". "
                    + (names.isEmpty() ? "There is none at all." : "There are " + String.join(", ", names) + "."));
        }
        names.add(asked);
        Map<String, CollectionOptions> options = new TreeMap<>();
        for (String name : names) {
            CatalogEntry entry = recorded.get(name);
            if (entry != null && entry.rows().remote() && !name.equals(asked)) {
                continue;
            }
            // One without files may as well have them anywhere.
            options.put(name, (entry != null) ? options(name, entry.rows()) : CollectionOptions.filePerRecord());
        }
        return options;
    }

    /** Where what a reader with these options reads lies, the values included. */
    List<Path> places(Map<String, CollectionOptions> options) throws IOException {
        Catalog catalog = Catalog.read(this.directory);
        List<Path> places = new ArrayList<>();
        Path values = this.directory.root().resolve(FileNames.VALUES);
        places.addAll(rows(StandardStrategies.values()
            .create(new StrategyContext(OpenCollections.VALUES, values, this.directory))));
        for (String name : options.keySet()) {
            CatalogEntry entry = (catalog != null) ? catalog.collections().get(name) : null;
            CollectionFiles files = (entry != null) ? CollectionFiles.recorded(this.directory, name, entry.rows())
                    : null;
            if (files != null) {
                places.addAll(rows(files.strategy()));
            }
        }
        return places;
    }

    private static List<Path> rows(StorageStrategy strategy) {
        return Stream.of(strategy.path(), strategy.checksumFile()).filter(Objects::nonNull).toList();
    }

    private CollectionOptions options(String name, Layout rows) throws IOException {
        if (rows.remote()) {
            throw new IOException("Collection '" + name + "' is kept by an engine, in " + rows
                    + ", and only the application can read it.");
        }
        CollectionFiles files = CollectionFiles.recorded(this.directory, name, rows);
        if (files == null) {
            throw new IOException("Collection '" + name + "' is of strategy " + rows.strategy()
                    + ", which only the application can read.");
        }
        return new CollectionOptions(rows.strategy(), rows.path(), indexed(files.strategy().indexDirectory()),
                List.of(), null, null, null, null);
    }

    /** As the index files have it, of which each index has one. */
    private List<List<String>> indexed(@Nullable Path indexes) throws IOException {
        List<List<String>> indexed = new ArrayList<>();
        if (indexes != null) {
            for (FileInfo file : this.directory.list(indexes)) {
                List<String> fields = file.isFile() ? IndexNames.decode(file.name()) : null;
                if (fields != null) {
                    indexed.add(fields);
                }
            }
        }
        return indexed;
    }

    private Set<String> logged() throws IOException {
        Set<String> names = new TreeSet<>();
        for (Path segment : LogReader.segments(this.directory)) {
            LogReader.read(this.directory, segment, (number, line, found) -> {
                if (found != null && !found.change().collection().equals(OpenCollections.VALUES)) {
                    names.add(found.change().collection());
                }
            });
        }
        return names;
    }

}
