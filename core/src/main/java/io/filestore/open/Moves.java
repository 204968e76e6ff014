package io.filestore.open;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.filestore.catalog.CatalogEntry;
import io.filestore.catalog.Layout;
import io.filestore.config.StoreSettings;
import io.filestore.engine.OpenCollection;
import io.filestore.engine.OpenCollections;
import io.filestore.engine.Reaction;
import io.filestore.engine.StoreFiles;
import io.filestore.io.ReplacedFiles;
import io.filestore.io.StoreDirectory;
import io.filestore.storage.Places;

/**
 * Brings collections to where the settings say, once, before they are loaded. Can be
 * killed at any point and done again.
 *
 * <pre>
 * catalog: A's rows are going to B              (what is at B does not count from now on)
 * rows, checksums and index files at B: written, forced
 * they are loaded from B, and are the same
 * catalog: the rows are at B                    (what is at A does not count from now on)
 * A's files: renamed into _replaced, forced
 * catalog: nothing is left to be done
 * </pre>
 *
 * <p>
 * The checkpoint and the log stay as they are: what was in A's files is in B's, and the
 * log above the checkpoint is replayed over it as it would have been over A's. Only a
 * flush, to B, lets the checkpoint go on. If A and B would lie on top of each other, A's
 * files are first renamed into {@code _replaced}, and read from there.
 */
final class Moves {

    private static final Logger logger = LoggerFactory.getLogger(Moves.class);

    private final StoreSettings settings;

    private final StoreFiles files;

    private final StoreDirectory directory;

    private final OpenCollections collections;

    private final Loading loading;

    private final Reaction reaction;

    private List<Move> moves = List.of();

    private List<OpenCollection> returning = List.of();

    private String folder = "";

    Moves(StoreSettings settings, StoreFiles files, OpenCollections collections, Loading loading, Reaction reaction) {
        this.settings = settings;
        this.files = files;
        this.directory = files.directory();
        this.collections = collections;
        this.loading = loading;
        this.reaction = reaction;
    }

    /**
     * Finishes what an earlier start has left of its moves.
     */
    void tidy() throws IOException {
        if (this.settings.readOnly()) {
            return;
        }
        if (!this.files.catalog().now().collections().isEmpty()) {
            // What is to be deleted must not be what the catalog on disk says that
            // counts.
            this.files.catalog().record(Map.of());
        }
        List<String> tidied = new ArrayList<>();
        for (Map.Entry<String, CatalogEntry> each : this.files.catalog().now().collections().entrySet()) {
            CatalogEntry entry = each.getValue();
            if (entry.next() != null) {
                ReplacedFiles replaced = new ReplacedFiles(this.directory);
                for (Path place : places(each.getKey(), entry.next()).outermost()) {
                    replaced.delete(place);
                }
                tidied.add(each.getKey());
            }
            if (entry.former() != null && takeFormer(each.getKey(), entry)) {
                tidied.add(each.getKey());
            }
        }
        this.files.catalog().settle(tidied);
    }

    /** Takes old files away; whether all of them are. */
    boolean takeFormer(String collection, CatalogEntry entry) throws IOException {
        Layout former = entry.former();
        if (former == null || entry.replaced() == null) {
            return true;
        }
        try {
            ReplacedFiles replaced = new ReplacedFiles(this.directory);
            for (Path place : places(collection, former).outermost()) {
                replaced.take(place, this.directory.resolve(entry.replaced()));
            }
            return true;
        }
        catch (IOException ex) {
            if (entry.isIncomplete()) {
                throw ex;
            }
            logger.warn(
                    "The old files of collection '{}', which has moved to {}, cannot all be taken away from {}; the next start tries again",
                    collection, entry.rows(), former, ex);
            return false;
        }
    }

    private Places places(String collection, Layout layout) {
        return this.collections.strategies().places(collection, layout);
    }

    /**
     * Writes what must move to where it is to be loaded from.
     * @throws io.filestore.error.InvalidConfigurationException if something cannot move
     */
    void begin(Collection<OpenCollection> opened, @Nullable Progress progress) throws IOException {
        LayoutCheck check = new LayoutCheck(this.settings, this.files, this.collections, this.reaction.findings());
        check.check(opened);
        this.returning = check.returning();
        if (this.settings.readOnly()) {
            return;
        }
        this.moves = check.moves();
        List<Move> onTop = this.moves.stream().filter(Move::isOnTop).toList();
        if (!this.moves.isEmpty()) {
            this.folder = new ReplacedFiles(this.directory).newFolder(this.settings.clock());
        }
        Map<String, @Nullable CatalogEntry> changes = check.corrections();
        changes.putAll(entries(onTop, (move) -> move.parked(folder(move))));
        this.files.catalog().record(changes);
        for (Move move : onTop) {
            move.take(folder(move));
        }
        this.files.catalog().record(entries(this.moves, Move::begun));
        for (Move move : this.moves) {
            move.write(this.loading, this.collections.factory(), this.files.checkpoints(),
                    this.settings.clock().millis(), progress);
        }
    }

    /** Those whose rows are to come back from an engine. */
    List<OpenCollection> returning() {
        return this.returning;
    }

    /** Ends the moves, when everything is loaded. */
    void finish() throws IOException {
        if (this.moves.isEmpty()) {
            return;
        }
        this.moves.forEach(Move::requireComplete);
        Map<String, CatalogEntry> done = entries(this.moves, (move) -> move.done(folder(move)));
        this.files.catalog().record(done);
        this.moves.forEach((move) -> logger.info(move.told(folder(move))));
        List<String> taken = new ArrayList<>();
        for (Move move : this.moves) {
            String name = move.collection().name();
            if (move.isToBeTaken() && takeFormer(name, Objects.requireNonNull(done.get(name)))) {
                taken.add(name);
            }
        }
        this.files.catalog().settle(taken);
    }

    /**
     * Names the collections whose files stay, although nothing is configured for them.
     */
    void tellUnconfigured() throws IOException {
        List<String> left = new ArrayList<>();
        for (Map.Entry<String, CatalogEntry> each : this.files.catalog().now().collections().entrySet()) {
            Layout rows = each.getValue().rows();
            boolean known = this.collections.isOpen(each.getKey()) || this.settings.remote().containsKey(each.getKey())
                    || this.settings.collections().containsKey(each.getKey());
            if (!known && (rows.remote() || places(each.getKey(), rows).isAny(this.directory))) {
                left.add("'" + each.getKey() + "' in " + rows);
            }
        }
        if (!left.isEmpty()) {
            logger.warn("Not configured any more, so that nobody sees their rows; their files stay where they are: {}",
                    String.join(", ", left));
        }
    }

    private String folder(Move move) {
        return this.folder + "/" + move.collection().name();
    }

    private static Map<String, CatalogEntry> entries(List<Move> moves, Function<Move, CatalogEntry> entry) {
        Map<String, CatalogEntry> entries = new TreeMap<>();
        moves.forEach((move) -> entries.put(move.collection().name(), entry.apply(move)));
        return entries;
    }

}
