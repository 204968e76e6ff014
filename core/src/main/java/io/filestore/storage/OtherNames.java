package io.filestore.storage;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;

import io.filestore.io.CopyNames;
import io.filestore.io.EncodedNames;
import io.filestore.io.FileInfo;

/**
 * Row files under names that filestore would not give them, and those that may be copies:
 * what is to be done with them can be said when all files are known. Told by any thread;
 * asked when all of them are done.
 */
final class OtherNames {

    private final boolean ignoresCase;

    private final Queue<Other> others = new ConcurrentLinkedQueue<>();

    /** Names that end like those of rows, but have no row. */
    private final Queue<String> rowless = new ConcurrentLinkedQueue<>();

    /** Rows whose file may be a copy of another row's. */
    private final Queue<Path> suspects = new ConcurrentLinkedQueue<>();

    OtherNames(boolean ignoresCase) {
        this.ignoresCase = ignoresCase;
    }

    /**
     * A file under a name that we would not give it.
     *
     * @param id the row id
     */
    record Other(Path file, FileInfo info, String id) {
    }

    void other(Path file, FileInfo info, String id) {
        this.others.add(new Other(file, info, id));
    }

    void rowless(String name) {
        this.rowless.add(name);
    }

    /** A row comes from this file, whose name may be that of a copy. */
    void suspect(Path file) {
        this.suspects.add(file);
    }

    /** The name that filestore gives to the file of a row. */
    String ours(String id) {
        return EncodedNames.encode(id, this.ignoresCase) + FilePerRecordStrategy.ENDING;
    }

    /**
     * One file for each row of which there is none under our name: the newest.
     * @param entries all that is in the directory
     * @param sink is told of the others
     */
    List<Other> chosen(List<Path> entries, RowSink sink) {
        if (this.others.isEmpty()) {
            return List.of();
        }
        Set<String> taken = names(entries);
        taken.removeAll(Set.copyOf(this.rowless));
        this.others.forEach((other) -> taken.remove(other.info().name()));
        List<Other> newestFirst = new ArrayList<>(this.others);
        newestFirst.sort(Comparator.comparingLong((Other other) -> other.info().modifiedMillis())
            .reversed()
            .thenComparing((other) -> other.info().name()));
        List<Other> chosen = new ArrayList<>();
        for (Other other : newestFirst) {
            if (taken.add(ours(other.id()))) {
                chosen.add(other);
            }
            else {
                sink.damaged(other.file(), "Another file is the one of row \"" + other.id() + "\".");
            }
        }
        return chosen;
    }

    /**
     * A copy that somebody has put beside a row file is read as a row, since a row id may
     * be anything and nothing is dropped; but nobody has put that row, so it is told.
     * @param entries all that is in the directory
     */
    void tellCopies(List<Path> entries, RowSink sink) {
        if (this.suspects.isEmpty()) {
            return;
        }
        Set<String> names = names(entries);
        for (Path suspect : this.suspects) {
            String name = suspect.getFileName().toString();
            String original = CopyNames.original(FilePerRecordStrategy.stem(name));
            if (original != null && (names.contains(original + FilePerRecordStrategy.ENDING)
                    || names.contains(ours(EncodedNames.decode(original))))) {
                sink.copied(suspect);
            }
        }
    }

    private static Set<String> names(List<Path> entries) {
        Set<String> names = new HashSet<>();
        entries.forEach((entry) -> names.add(entry.getFileName().toString()));
        return names;
    }

}
