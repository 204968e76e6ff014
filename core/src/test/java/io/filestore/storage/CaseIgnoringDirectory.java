package io.filestore.storage;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;

import org.jspecify.annotations.Nullable;

import io.filestore.io.AppendFile;
import io.filestore.io.Content;
import io.filestore.io.DirectoryLock;
import io.filestore.io.FileInfo;
import io.filestore.io.MemoryDirectory;
import io.filestore.io.StoreDirectory;

/** A disk that keeps upper and lower case, but does not tell them apart. */
final class CaseIgnoringDirectory implements StoreDirectory {

    private final MemoryDirectory disk = new MemoryDirectory();

    /** As it is spelled on the disk. */
    private Path spelled(Path path) throws IOException {
        Path parent = path.getParent();
        if (parent == null || !path.startsWith(root()) || path.equals(root())) {
            return path;
        }
        parent = spelled(parent);
        String name = path.getFileName().toString();
        for (FileInfo info : this.disk.list(parent)) {
            name = info.name().equalsIgnoreCase(name) ? info.name() : name;
        }
        return parent.resolve(name);
    }

    MemoryDirectory disk() {
        return this.disk;
    }

    @Override
    public Path root() {
        return this.disk.root();
    }

    @Override
    public DirectoryLock lock(boolean shared) {
        return this.disk.lock(shared);
    }

    @Override
    public boolean ignoresCase() {
        return true;
    }

    @Override
    public List<FileInfo> list(Path directory) throws IOException {
        return (stat(directory) != null) ? this.disk.list(spelled(directory)) : List.of();
    }

    @Override
    public @Nullable FileInfo stat(Path file) throws IOException {
        return this.disk.stat(spelled(file));
    }

    @Override
    public InputStream read(Path file) throws IOException {
        return this.disk.read(spelled(file));
    }

    @Override
    public long write(Path file, Content content) throws IOException {
        return this.disk.write(spelled(file), content);
    }

    @Override
    public AppendFile openAppend(Path file) throws IOException {
        return this.disk.openAppend(spelled(file));
    }

    @Override
    public void force(Path file) throws IOException {
        this.disk.force(spelled(file));
    }

    @Override
    public void copyAttributes(Path from, Path to) throws IOException {
        this.disk.copyAttributes(spelled(from), spelled(to));
    }

    @Override
    public void rename(Path from, Path to) throws IOException {
        boolean same = spelled(from).equals(spelled(to));
        this.disk.rename(spelled(from), same ? to : spelled(to));
    }

    @Override
    public boolean delete(Path file) throws IOException {
        return this.disk.delete(spelled(file));
    }

    @Override
    public void createDirectory(Path directory) throws IOException {
        this.disk.createDirectory(spelled(directory));
    }

    @Override
    public void forceDirectory(Path directory) throws IOException {
        this.disk.forceDirectory(spelled(directory));
    }

}
