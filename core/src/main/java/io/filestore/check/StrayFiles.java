package io.filestore.check;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import io.filestore.io.FileInfo;
import io.filestore.io.FileNames;
import io.filestore.io.StoreDirectory;
import io.filestore.report.Finding;

/**
 * What lies among the files of a store without being one of them: what sync tools,
 * editors and people leave there. What holds no row is left alone; a copy of a row file
 * is read, since a row id may be anything. Either is counted, and the first few are
 * named. Thread-safe.
 */
public final class StrayFiles {

    private static final int NAMED = 10;

    private final List<String> passedOver = new ArrayList<>();

    private final List<String> copies = new ArrayList<>();

    private long passedOverCount;

    private long copyCount;

    private @Nullable Path in;

    /** What begins like filestore's own files in its directory, but is none of them. */
    public static StrayFiles amongOwn(StoreDirectory directory) throws IOException {
        StrayFiles found = new StrayFiles();
        for (FileInfo entry : directory.list(directory.root())) {
            if (entry.name().startsWith("_") && !FileNames.isOwn(entry.name())) {
                found.passedOver(directory.root().resolve(entry.name()), entry.kind());
            }
        }
        return found;
    }

    public synchronized void passedOver(Path file, FileInfo.Kind kind) {
        this.passedOverCount++;
        note(this.passedOver, file, (kind == FileInfo.Kind.DIRECTORY) ? "/" : "");
    }

    public synchronized void copied(Path file) {
        this.copyCount++;
        note(this.copies, file, "");
    }

    private void note(List<String> names, Path file, String ending) {
        this.in = file.getParent();
        // A bounded choice that does not depend on the order of the threads.
        names.add(file.getFileName() + ending);
        names.sort(null);
        if (names.size() > NAMED) {
            names.remove(NAMED);
        }
    }

    /** What was found, as findings about a collection or the store as a whole. */
    public synchronized List<Finding> findings(@Nullable String collection) {
        List<Finding> found = new ArrayList<>();
        if (this.passedOverCount > 0) {
            found.add(finding(collection,
                    ((this.passedOverCount == 1) ? "1 entry of " + this.in + " is"
                            : this.passedOverCount + " entries of " + this.in + " are")
                            + " not filestore's, and not read: " + list(this.passedOverCount, this.passedOver) + ". "
                            + ((collection != null) ? "Give what is to be read its right name, and take away the rest."
                                    : "If it was renamed, give it its name back and start again; else take it away.")));
        }
        if (this.copyCount > 0) {
            found.add(finding(collection,
                    ((this.copyCount == 1) ? "1 row file in " + this.in + " looks like a copy of another, and is"
                            : this.copyCount + " row files in " + this.in + " look like copies of others, and are")
                            + " read all the same: " + list(this.copyCount, this.copies)
                            + ". Take over what is right in them, and delete their rows."));
        }
        return found;
    }

    private Finding finding(@Nullable String collection, String message) {
        return new Finding(Finding.Kind.STRAY_FILE, collection, this.in, message);
    }

    private static String list(long count, List<String> names) {
        String first = "'" + String.join("', '", names) + "'";
        return (count > names.size()) ? first + " and " + (count - names.size()) + " more" : first;
    }

}
