package io.filestore.checksum;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;

import io.filestore.checksum.Loss.Kind;
import io.filestore.io.FileInfo;

/**
 * Tells what was lost of the files of a collection from what somebody took out. The rule:
 *
 * <p>
 * A row is missing if it is not there although it was when everything was done last, and
 * no crash since then could have taken it. A file of all rows has lost it if the file is
 * gone or empty, if a part of it cannot be read, or if it was <em>cut</em>: it is shorter
 * than it was, says nothing of any row that was not recorded once, and does not say any
 * more what its end said. In any other file of another size or time somebody has edited
 * it, and the row is deleted. Of row files, some that are gone may have been deleted by
 * hand, which is allowed and told; all of them were not.
 *
 * <p>
 * A cut file is the collection as it was a little earlier. Its rows count as they are,
 * but those that are known to be deleted.
 */
final class LossCheck {

    private final ChecksumContent content;

    private final Path path;

    private final boolean shared;

    private final @Nullable Kind kind;

    private final long now;

    private final boolean setAside;

    private final List<String> lost = new ArrayList<>();

    private final List<String> older = new ArrayList<>();

    private final List<String> returned = new ArrayList<>();

    private LossCheck(ChecksumContent content, Path path, boolean shared, @Nullable Kind kind, long now,
            boolean setAside) {
        this.content = content;
        this.path = path;
        this.shared = shared;
        this.kind = kind;
        this.now = now;
        this.setAside = setAside;
    }

    /**
     * Of a collection with a file for each row.
     * @param any whether there is any row file
     */
    static LossCheck ofRowFiles(ChecksumContent content, Path path, boolean any) {
        return new LossCheck(content, path, false, any ? Kind.ROW_FILES : Kind.ALL_ROW_FILES, 0, false);
    }

    /**
     * Of a collection in one file.
     * @param info the file, null if it is gone
     * @param whole how many bytes of it are whole; more than there are if it says itself
     * that it is at its end
     * @param damaged whether something in it was reported as damaged
     * @param different the checksums of the rows that are not as recorded
     * @param loaded whether there is such a row
     */
    static LossCheck ofFile(ChecksumContent content, Path path, @Nullable FileInfo info, long whole, boolean damaged,
            Map<String, Integer> different, Predicate<String> loaded) {
        Kind kind = damaged ? Kind.DAMAGED : null;
        if (info == null) {
            kind = Kind.GONE;
        }
        else if (info.size() == 0) {
            kind = Kind.EMPTY;
        }
        else if (isCut(content, whole, different, loaded)) {
            kind = Kind.CUT;
        }
        return new LossCheck(content, path, true, kind, whole, damaged);
    }

    private static boolean isCut(ChecksumContent content, long whole, Map<String, Integer> different,
            Predicate<String> loaded) {
        RecordedFile complete = content.completeFile();
        String last = (complete != null) ? complete.last() : null;
        if (complete == null || last == null || whole >= complete.stamp().size()) {
            return false;
        }
        boolean foreign = different.entrySet()
            .stream()
            .anyMatch((row) -> !content.rows().wasOnce(row.getKey(), row.getValue()));
        Recorded recorded = content.rows().last().get(last);
        if (foreign || recorded == null) {
            return false;
        }
        Integer sum = loaded.test(last) ? different.getOrDefault(last, recorded.sum().sum()) : null;
        return !recorded.sum().says(sum) && !content.rows().mayBe(last, sum, true);
    }

    /** A row is not there. */
    void absent(String id) {
        if (this.kind != null && !this.content.rows().mayBe(id, null, true)) {
            this.lost.add(id);
        }
    }

    /**
     * A row is not as recorded.
     * @return whether it is to be taken back, since it was deleted
     */
    boolean different(String id) {
        Recorded recorded = this.content.rows().last().get(id);
        if (!this.shared || this.kind == null || this.kind == Kind.DAMAGED || recorded == null) {
            return false;
        }
        boolean deleted = recorded.sum().deleted();
        (deleted ? this.returned : this.older).add(id);
        return deleted;
    }

    /** What was lost, if anything. */
    List<Loss> found() {
        if (this.kind == null || (this.lost.isEmpty() && this.older.isEmpty() && this.returned.isEmpty())) {
            return List.of();
        }
        RecordedFile complete = this.content.completeFile();
        Collections.sort(this.lost);
        Collections.sort(this.older);
        Collections.sort(this.returned);
        return List.of(new Loss(this.kind, this.path, (complete != null) ? complete.stamp().size() : 0, this.now,
                List.copyOf(this.lost), List.copyOf(this.older), List.copyOf(this.returned), this.setAside));
    }

}
