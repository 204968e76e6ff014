package io.filestore.tool;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

import io.filestore.io.FileInfo;
import io.filestore.io.FileNames;
import io.filestore.io.StoreDirectory;
import io.filestore.wal.LogReader;

/**
 * What tells whether a store has replaced, trimmed or appended to anything since: which
 * segments of the log there are, and of the checkpoint, the catalog and the files of some
 * collections the size, time and identity. Only what is appended to the open segment does
 * not count.
 */
record Fingerprint(Map<Path, Object> files) {

    /** Of a directory with row files, as many as they are. */
    private record Entries(int count, long sum) {
    }

    /**
     * @param places files and directories of rows and checksums
     */
    static Fingerprint of(StoreDirectory directory, Collection<Path> places) throws IOException {
        Map<Path, Object> files = new TreeMap<>();
        Path root = directory.root();
        files.put(root,
                LogReader.segments(directory)
                    .stream()
                    .map((segment) -> segment.getFileName().toString())
                    .collect(Collectors.joining(" ")));
        add(directory, root.resolve(FileNames.CHECKPOINT), files);
        add(directory, root.resolve(FileNames.CATALOG), files);
        for (Path place : places) {
            add(directory, place, files);
        }
        return new Fingerprint(files);
    }

    private static void add(StoreDirectory directory, Path path, Map<Path, Object> files) throws IOException {
        FileInfo info = directory.stat(path);
        if (info != null) {
            files.put(path, info.isDirectory() ? entries(directory, path) : info);
        }
    }

    private static Entries entries(StoreDirectory directory, Path path) throws IOException {
        int count = 0;
        long sum = 0;
        for (Path entry : directory.entries(path)) {
            FileInfo info = directory.statEntry(entry);
            count++;
            sum += (info != null && info.isFile()) ? spread(info) : 1;
        }
        return new Entries(count, sum);
    }

    /** So that a sum tells which they are, in whatever order they come. */
    private static long spread(FileInfo info) {
        long bits = info.hashCode() * 0x9E3779B97F4A7C15L + info.modifiedNanos();
        bits = (bits ^ (bits >>> 31)) * 0xBF58476D1CE4E5B9L;
        return bits ^ (bits >>> 29);
    }

}
