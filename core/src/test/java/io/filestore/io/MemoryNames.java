package io.filestore.io;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import io.filestore.io.FileInfo.Kind;

/**
 * The names on a {@link MemoryDirectory}: those of now, those on the device, and the
 * changes between the two. Changes in one directory reach the device in their order; a
 * rename from one directory to another counts in both.
 */
final class MemoryNames {

    private final NavigableMap<Path, MemoryFile> now = new TreeMap<>();

    private final NavigableMap<Path, MemoryFile> onDevice = new TreeMap<>();

    private final List<Change> pending = new ArrayList<>();

    /** Adds a name that is on the device already. */
    void plant(Path path, MemoryFile file) {
        this.now.put(path, file);
        this.onDevice.put(path, file);
    }

    void unplant(Path path) {
        this.now.remove(path);
        this.onDevice.remove(path);
    }

    @Nullable MemoryFile get(Path path) {
        return this.now.get(path);
    }

    Map<Path, MemoryFile> all() {
        return this.now;
    }

    List<Path> in(Path directory) {
        return this.now.keySet().stream().filter((path) -> directory.equals(path.getParent())).toList();
    }

    @Nullable FileInfo stat(Path path) throws IOException {
        for (Path parent = path.getParent(); parent != null; parent = parent.getParent()) {
            if (this.now.get(parent) != null) {
                requireDirectory(parent);
            }
        }
        MemoryFile found = this.now.get(path);
        return (found != null) ? found.info(String.valueOf(path.getFileName())) : null;
    }

    MemoryFile lookUp(Path path) throws IOException {
        MemoryFile file = this.now.get(path);
        if (file == null) {
            throw new NoSuchFileException(path.toString());
        }
        return file;
    }

    void requireDirectory(Path path) throws IOException {
        Kind kind = lookUp(path).kind();
        if (kind != Kind.DIRECTORY) {
            throw (kind == Kind.LINK) ? DiskErrors.link(path) : DiskErrors.notDirectory(path);
        }
    }

    MemoryFile requireFile(Path path) throws IOException {
        stat(path);
        Kind kind = lookUp(path).kind();
        if (kind != Kind.FILE) {
            throw (kind == Kind.LINK) ? DiskErrors.link(path) : DiskErrors.notFile(path);
        }
        return lookUp(path);
    }

    MemoryFile createFile(Path path) throws IOException {
        if (stat(path) == null) {
            requireDirectory(path.getParent());
            add(path, new MemoryFile(Kind.FILE));
        }
        return requireFile(path);
    }

    void add(Path path, MemoryFile file) {
        change(new Change(null, path, file));
    }

    void remove(Path path) {
        change(new Change(path, null, null));
    }

    void rename(Path from, Path to) {
        change(new Change(from, to, this.now.get(from)));
    }

    private void change(Change change) {
        change.applyTo(this.now);
        this.pending.add(change);
    }

    /** The same names, now and on the device, of copies of the same files. */
    MemoryNames copy() {
        Map<MemoryFile, MemoryFile> copies = new IdentityHashMap<>();
        UnaryOperator<@Nullable MemoryFile> copy = (file) -> (file != null)
                ? copies.computeIfAbsent(file, MemoryFile::copy) : null;
        MemoryNames names = new MemoryNames();
        this.now.forEach((path, file) -> names.now.put(path, copy.apply(file)));
        this.onDevice.forEach((path, file) -> names.onDevice.put(path, copy.apply(file)));
        this.pending
            .forEach((change) -> names.pending.add(new Change(change.from, change.to, copy.apply(change.file))));
        return names;
    }

    /**
     * Brings the directory's changes to the device, and those that had to come before.
     */
    void force(Path directory) {
        Set<Path> forced = new HashSet<>(Set.of(directory));
        Set<Change> reaching = new HashSet<>();
        for (int i = this.pending.size() - 1; i >= 0; i--) {
            Change change = this.pending.get(i);
            if (change.directories().stream().anyMatch(forced::contains)) {
                forced.addAll(change.directories());
                reaching.add(change);
            }
        }
        this.pending.stream().filter(reaching::contains).forEach((change) -> change.applyTo(this.onDevice));
        this.pending.removeAll(reaching);
    }

    MemoryNames afterCrash(CrashMode mode) {
        NavigableMap<Path, MemoryFile> left = new TreeMap<>(this.onDevice);
        Map<Path, Integer> budgets = budgets(mode);
        for (Change change : this.pending) {
            boolean survives = change.directories().stream().allMatch((directory) -> budgets.get(directory) > 0);
            change.directories()
                .forEach((directory) -> budgets.compute(directory, (path, count) -> survives ? count - 1 : 0));
            if (survives) {
                change.applyTo(left);
            }
        }
        MemoryNames names = new MemoryNames();
        left.forEach((path, file) -> {
            if (path.getParent() == null || names.now.containsKey(path.getParent())) {
                names.plant(path, file.afterCrash(mode));
            }
        });
        return names;
    }

    private Map<Path, Integer> budgets(CrashMode mode) {
        Map<Path, Integer> counts = new TreeMap<>();
        this.pending
            .forEach((change) -> change.directories().forEach((directory) -> counts.merge(directory, 1, Integer::sum)));
        Map<Path, Integer> budgets = new HashMap<>();
        counts.forEach((directory, count) -> budgets.put(directory, mode.survivors(count)));
        return budgets;
    }

    /** A name that goes, a name that comes, or both. */
    private static final class Change {

        private final @Nullable Path from;

        private final @Nullable Path to;

        private final @Nullable MemoryFile file;

        Change(@Nullable Path from, @Nullable Path to, @Nullable MemoryFile file) {
            this.from = from;
            this.to = to;
            this.file = file;
        }

        Set<Path> directories() {
            return Stream.of(this.from, this.to)
                .filter(Objects::nonNull)
                .map(Path::getParent)
                .collect(Collectors.toSet());
        }

        void applyTo(Map<Path, MemoryFile> names) {
            Path gone = this.from;
            Map<Path, MemoryFile> inside = new TreeMap<>();
            if (gone != null) {
                names.forEach((name, file) -> {
                    if (name.startsWith(gone) && !name.equals(gone)) {
                        inside.put(gone.relativize(name), file);
                    }
                });
                names.keySet().removeIf((name) -> name.startsWith(gone));
            }
            if (this.to != null) {
                names.put(this.to, this.file);
                inside.forEach((name, file) -> names.put(this.to.resolve(name), file));
            }
        }

    }

}
