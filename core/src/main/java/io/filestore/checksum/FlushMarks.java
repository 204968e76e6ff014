package io.filestore.checksum;

import java.io.IOException;
import java.nio.file.Path;

import org.jspecify.annotations.Nullable;

import io.filestore.io.FileInfo;
import io.filestore.io.FileNames;
import io.filestore.io.StoreDirectory;

/**
 * What the checksum files of a directory remember of its past, for a start that finds no
 * checkpoint. Reads all of them, in and below the root, without any configuration.
 */
public final class FlushMarks {

    private FlushMarks() {
    }

    /**
     * The highest numbers that any checksum file mentions.
     * @return {@link FlushMark#NONE} if they mention none, null if there is no checksum
     * file: nothing has ever been flushed here
     */
    public static @Nullable FlushMark in(StoreDirectory directory) throws IOException {
        return in(directory, directory.root());
    }

    private static @Nullable FlushMark in(StoreDirectory directory, Path folder) throws IOException {
        FlushMark highest = null;
        for (FileInfo entry : directory.list(folder)) {
            Path path = folder.resolve(entry.name());
            if (entry.isDirectory() && !entry.name().startsWith("_")) {
                highest = max(highest, in(directory, path));
            }
            else if (entry.isFile() && isChecksums(entry.name())) {
                FlushMark mark = ChecksumContent.read(directory, path, 0).mark();
                highest = max(highest, (mark != null) ? mark : FlushMark.NONE);
            }
        }
        return highest;
    }

    private static boolean isChecksums(String name) {
        return name.equals(FileNames.CHECKSUMS) || name.endsWith(FileNames.CHECKSUMS_ENDING);
    }

    private static @Nullable FlushMark max(@Nullable FlushMark one, @Nullable FlushMark other) {
        return (one == null) ? other : one.max(other);
    }

}
