package io.filestore.storage;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;

import io.filestore.io.CopyNames;
import io.filestore.io.FileInfo;
import io.filestore.io.StoreDirectory;

/**
 * The copies that somebody has put beside the files of collections that are one file
 * each, which are not read. Lists a folder once, however many collections lie in it, and
 * so knows what was there when it was first asked. Thread-safe.
 */
final class FileCopies {

    private final StoreDirectory directory;

    /** Of each folder, what may be a copy, by the name of what it would be a copy of. */
    private final Map<Path, Map<String, List<Path>>> folders = new HashMap<>();

    private final ReentrantLock lock = new ReentrantLock();

    /**
     * @param directory the disk
     */
    FileCopies(StoreDirectory directory) {
        this.directory = directory;
    }

    /**
     * Tells of the copies of a collection's file, if it is one and is there.
     * @param strategy keeps the collection
     * @param sink is told of each
     */
    void tell(StorageStrategy strategy, RowSink sink) throws IOException {
        Path file = strategy.path();
        if (file == null || !strategy.isOneFile() || this.directory.stat(file) == null) {
            return;
        }
        for (Path copy : of(file)) {
            sink.passedOver(copy, FileInfo.Kind.FILE);
        }
    }

    private List<Path> of(Path file) throws IOException {
        Path parent = file.getParent();
        if (parent == null) {
            return List.of();
        }
        this.lock.lock();
        try {
            Map<String, List<Path>> copies = this.folders.get(parent);
            if (copies == null) {
                copies = copies(parent);
                this.folders.put(parent, copies);
            }
            return copies.getOrDefault(String.valueOf(file.getFileName()), List.of());
        }
        finally {
            this.lock.unlock();
        }
    }

    /** A copy has its mark in front of some dot, or at the end. */
    private Map<String, List<Path>> copies(Path folder) throws IOException {
        Map<String, List<Path>> copies = new HashMap<>();
        for (Path entry : this.directory.entries(folder)) {
            String name = entry.getFileName().toString();
            for (int end = name.length(); end > 0; end = name.lastIndexOf('.', end - 1)) {
                String original = CopyNames.original(name.substring(0, end));
                if (original != null) {
                    copies.computeIfAbsent(original + name.substring(end), (any) -> new ArrayList<>()).add(entry);
                }
            }
        }
        return copies;
    }

}
