package io.filestore.checksum;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Rows that were recorded as written, and are not in the files of a collection.
 *
 * @param kind how they were lost
 * @param file the file that they were in, or the directory of their files
 * @param then how many bytes the file had when everything was done last
 * @param now how many of them are there
 * @param lost the rows that are not there
 * @param older the rows that are there as they were earlier
 * @param returned the rows that were deleted, and are there again
 * @param setAside whether the file was reported as damaged, and so is set aside already
 */
public record Loss(Kind kind, Path file, long then, long now, List<String> lost, List<String> older,
        List<String> returned, boolean setAside) {

    /** So many rows are named. */
    private static final int NAMED = 10;

    /** What happened to the file. */
    public enum Kind {

        /** It is not there. */
        GONE,
        /** It has no bytes. */
        EMPTY,
        /** It ends too early. */
        CUT,
        /** Parts of it cannot be read. */
        DAMAGED,
        /** All files of rows are gone. */
        ALL_ROW_FILES,
        /** Some files of rows are gone, which somebody may have wanted. */
        ROW_FILES

    }

    /** Whether something is lost that nobody can be taken to have wanted. */
    public boolean isMissing() {
        return this.kind != Kind.DAMAGED && this.kind != Kind.ROW_FILES;
    }

    /** A sentence that names the file and the rows. */
    public String what() {
        String was = " It had " + this.then + " bytes when the last flush was done.";
        return switch (this.kind) {
            case GONE -> this.file + " is gone." + was + rows();
            case EMPTY -> this.file + " is empty." + was + rows();
            case CUT -> this.file + " ends after " + this.now + " bytes." + was + rows();
            case DAMAGED -> this.file + " is damaged." + rows();
            case ALL_ROW_FILES -> this.file + " has no row file any more." + rows();
            case ROW_FILES -> "Row files were deleted from " + this.file + " while the store was closed." + rows();
        };
    }

    private String rows() {
        return part(this.lost, (this.kind == Kind.ROW_FILES) ? "gone" : "lost")
                + part(this.older, "there in an older form")
                + part(this.returned, "there again, and taken out because of having been deleted");
    }

    private static String part(List<String> ids, String what) {
        return switch (ids.size()) {
            case 0 -> "";
            case 1 -> " Row " + named(ids) + " is " + what + ".";
            default -> " Rows " + named(ids) + " are " + what + ".";
        };
    }

    private static String named(List<String> ids) {
        String named = ids.stream().limit(NAMED).map((id) -> "'" + id + "'").collect(Collectors.joining(", "));
        return (ids.size() > NAMED) ? named + " and " + (ids.size() - NAMED) + " more" : named;
    }

    /** What to do; a sentence. */
    public String remedy() {
        return switch (this.kind) {
            case ROW_FILES -> "If that was not meant, restore them from a backup.";
            case DAMAGED -> "Mend the copy in _quarantine, or restore the file from a backup.";
            default -> "Restore the file from a backup while the store is closed, if that was not meant.";
        };
    }

}
