package io.filestore.checksum;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

import org.jspecify.annotations.Nullable;

import io.filestore.io.FileInfo;

/**
 * Tells files from the past from files that somebody has edited. An edit gives a file a
 * later modification time, whatever it says then; so a file that is not as recorded
 *
 * <ul>
 * <li>and has an <em>earlier</em> modification time than recorded, or
 * <li>is there although its row was deleted, just as it was before that,
 * </ul>
 *
 * was put there from an older copy. A file that is not there although its row was not
 * deleted has been deleted by somebody, or was never copied. No crash explains either
 * once everything was done that the checksums speak of.
 */
final class RowAges {

    private final ChecksumContent content;

    private final Set<Path> outdated = new TreeSet<>();

    private final List<String> missing = new ArrayList<>();

    RowAges(ChecksumContent content) {
        this.content = content;
    }

    /** A row with a file of its own is not as recorded. */
    void changed(String id, int sum, @Nullable Path file, @Nullable FileInfo info) {
        Recorded recorded = this.content.rows().last().get(id);
        if (recorded == null || file == null || info == null || !this.content.rows().isSettled(recorded)) {
            return;
        }
        Recorded before = recorded.before();
        boolean back = recorded.sum().deleted() && before != null && before.sum().says(sum) && before.sum().isOf(info);
        boolean older = !recorded.sum().deleted() && recorded.sum().sum() != sum && recorded.sum().size() != RowSum.NONE
                && info.modifiedNanos() < recorded.sum().mtime();
        if (back || older) {
            this.outdated.add(file);
        }
    }

    /** A row that should have a file of its own has none. */
    void absent(String id) {
        Recorded recorded = this.content.rows().last().get(id);
        if (recorded != null && this.content.rows().isSettled(recorded)) {
            this.missing.add(id);
        }
    }

    /** Rows of the file of all rows are not as recorded. */
    void changed(@Nullable Path file, @Nullable FileInfo info) {
        RecordedFile recorded = this.content.file();
        if (file != null && info != null && recorded != null && this.content.isFileSettled()
                && info.modifiedNanos() < recorded.stamp().mtime()) {
            this.outdated.add(file);
        }
    }

    Set<Path> outdated() {
        return this.outdated;
    }

    List<String> missing() {
        return this.missing;
    }

}
