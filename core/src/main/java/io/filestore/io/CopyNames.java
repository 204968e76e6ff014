package io.filestore.io;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * The names that programs which synchronize folders, file managers and office programs
 * give to a copy of a file that they put beside it.
 */
public final class CopyNames {

    /**
     * What only Syncthing writes. It is also the one that may be a row's name of ours.
     */
    private static final String SYNCTHING = ".sync-conflict-";

    private static final List<Pattern> COPIES = List.of(
            // Syncthing: user-1.sync-conflict-20260105-101500-ABCDEF7
            Pattern.compile("(.+)\\.sync-conflict-\\d{8}-\\d{6}-[A-Z2-7]{7}"),
            // Dropbox, Nextcloud: user-1 (Kim's conflicted copy 2026-01-05), user-1 (Case
            // Conflict 1)
            Pattern.compile("(.+) \\([^()]*(?i:conflict)[^()]*\\)(?: \\d+)?"),
            // ownCloud: user-1_conflict-20260105-101500
            Pattern.compile("(.+)_conflict-\\d{8}-\\d{6}"),
            // Windows, macOS: user-1 - Copy (2), user-1 copy 2, Copy of user-1
            Pattern.compile("(.+?)(?: -)? (?i:copy)(?: \\d+| \\(\\d+\\))?"), Pattern.compile("Copy of (.+)"),
            // iCloud, Google Drive: user-1 2, user-1 (1)
            Pattern.compile("(.+) \\d{1,3}"), Pattern.compile("(.+) \\(\\d{1,3}\\)"),
            // Office, while a file is open
            Pattern.compile("~\\$(.+)"));

    private CopyNames() {
    }

    /** Whether a name that {@link EncodedNames#isRowId} may be one of a copy. Quick. */
    public static boolean isSuspect(String stem) {
        return stem.contains(SYNCTHING);
    }

    /**
     * The name of what this would be a copy of, if it is there. Without that a name says
     * nothing: a row id may be anything.
     * @param stem a file name without its ending
     * @return a file name without its ending, null if the name is none of a copy
     */
    public static @Nullable String original(String stem) {
        for (Pattern copy : COPIES) {
            Matcher matcher = copy.matcher(stem);
            if (matcher.matches()) {
                return matcher.group(1);
            }
        }
        return null;
    }

}
