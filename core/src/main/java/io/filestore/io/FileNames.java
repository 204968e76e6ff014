package io.filestore.io;

import java.nio.file.Path;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The names that filestore gives to what is its own, and those that others give; of rows
 * see {@link EncodedNames}.
 */
public final class FileNames {

    /** The file that is locked while a store is open. */
    public static final String LOCK = "_lock";

    /**
     * What is added to the name of a single file outside of the store's directory for the
     * name of the file that is locked with it.
     */
    public static final String LOCK_ENDING = ".lock";

    /** Up to where the log is in the files. */
    public static final String CHECKPOINT = "_checkpoint.json";

    /** Which store this is, and how each collection lies in it. */
    public static final String CATALOG = "_catalog.json";

    /** The directory of files in whose place others have come. */
    public static final String REPLACED = "_replaced";

    /** The open segment of the write-ahead log. */
    public static final String WAL = "_wal.jsonl";

    /** The store's global values. */
    public static final String VALUES = "_values.json";

    /** The directory of what was found damaged. */
    public static final String QUARANTINE = "_quarantine";

    /** The directory of files that others have changed and a flush has replaced. */
    public static final String CONFLICTS = "_conflicts";

    /** What a file's name ends in until it is complete. */
    public static final String TMP = ".tmp";

    /** The directory of index files. */
    public static final String INDICES = "indices";

    /** The checksums of a directory of rows. */
    public static final String CHECKSUMS = "_checksums.jsonl";

    /** What is added to a single file's name for the name of its checksums. */
    public static final String CHECKSUMS_ENDING = ".checksums.jsonl";

    /**
     * What lies in a store's own directory under a name that begins with an underscore.
     */
    private static final Set<String> OWN = Set.of(LOCK, CHECKPOINT, VALUES, VALUES + CHECKSUMS_ENDING, QUARANTINE,
            CATALOG, REPLACED, CONFLICTS);

    /** What systems and tools leave in any directory, and never is data. */
    private static final Set<String> LITTER = Set.of(".DS_Store", "Thumbs.db", "desktop.ini", ".directory",
            ".gitignore", ".gitkeep", ".gitattributes", "lost+found");

    private static final Pattern SEALED_LOG = Pattern.compile("_wal-(\\d{20})\\.jsonl");

    private FileNames() {
    }

    /** The name of a sealed log segment, from the first LSN in it. */
    public static String sealedLog(long firstLsn) {
        if (firstLsn < 0) {
            throw new IllegalArgumentException("An LSN is not negative: " + firstLsn);
        }
        return String.format(Locale.ROOT, "_wal-%020d.jsonl", firstLsn);
    }

    /** The first LSN of a sealed log segment, empty if it is not the name of one. */
    public static OptionalLong firstLsn(String name) {
        var matcher = SEALED_LOG.matcher(name);
        try {
            return matcher.matches() ? OptionalLong.of(Long.parseLong(matcher.group(1))) : OptionalLong.empty();
        }
        catch (NumberFormatException ex) {
            return OptionalLong.empty();
        }
    }

    /** Whether it is the name of a segment of the log. */
    public static boolean isLog(String name) {
        return name.equals(WAL) || firstLsn(name).isPresent();
    }

    /**
     * Whether a name in a store's directory is exactly one of those that filestore gives
     * to what is its own, complete or not yet. All of these begin with an underscore, and
     * no collection's path there does; so any other name with an underscore is a slip, or
     * somebody else's.
     */
    public static boolean isOwn(String name) {
        String complete = name.endsWith(TMP) ? name.substring(0, name.length() - TMP.length()) : name;
        return OWN.contains(complete) || isLog(complete);
    }

    /** Where a file lies until it is complete. */
    public static Path temporary(Path target) {
        return target.resolveSibling(target.getFileName() + TMP);
    }

    /** Whether systems and tools leave a file of this name in any directory. */
    public static boolean isLitter(String name) {
        return LITTER.contains(name);
    }

}
