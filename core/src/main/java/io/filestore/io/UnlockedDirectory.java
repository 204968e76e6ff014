package io.filestore.io;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A directory to be read though a store has it open, without a lock and without a way to
 * write. Whatever is read may change while it is read: whoever uses this has to find that
 * out.
 */
public final class UnlockedDirectory implements StoreDirectory {

    private final StoreDirectory disk;

    public UnlockedDirectory(StoreDirectory disk) {
        this.disk = disk;
    }

    @Override
    public Path root() {
        return this.disk.root();
    }

    @Override
    public Path real(Path path) throws IOException {
        return this.disk.real(path);
    }

    /** Keeps nobody out. */
    @Override
    public DirectoryLock lock(boolean shared) throws IOException {
        if (!shared) {
            throw readOnly(root());
        }
        return new DirectoryLock(true, () -> {
        });
    }

    @Override
    public boolean ignoresCase() {
        return this.disk.ignoresCase();
    }

    @Override
    public List<FileInfo> list(Path directory) throws IOException {
        return this.disk.list(directory);
    }

    @Override
    public @Nullable FileInfo stat(Path file) throws IOException {
        return this.disk.stat(file);
    }

    @Override
    public InputStream read(Path file) throws IOException {
        return this.disk.read(file);
    }

    @Override
    public byte[] readAll(Path file) throws IOException {
        return this.disk.readAll(file);
    }

    @Override
    public List<Path> entries(Path directory) throws IOException {
        return this.disk.entries(directory);
    }

    @Override
    public @Nullable FileInfo statEntry(Path entry) throws IOException {
        return this.disk.statEntry(entry);
    }

    @Override
    public ByteBuffer readEntry(Path entry, FileInfo info, ByteBuffer room) throws IOException {
        return this.disk.readEntry(entry, info, room);
    }

    @Override
    public long write(Path file, Content content) throws IOException {
        throw readOnly(file);
    }

    @Override
    public void copyAttributes(Path from, Path to) throws IOException {
        throw readOnly(to);
    }

    @Override
    public AppendFile openAppend(Path file) throws IOException {
        throw readOnly(file);
    }

    @Override
    public void force(Path file) throws IOException {
        throw readOnly(file);
    }

    @Override
    public void rename(Path from, Path to) throws IOException {
        throw readOnly(to);
    }

    @Override
    public boolean delete(Path file) throws IOException {
        throw readOnly(file);
    }

    @Override
    public void createDirectory(Path directory) throws IOException {
        throw readOnly(directory);
    }

    @Override
    public void forceDirectory(Path directory) throws IOException {
        throw readOnly(directory);
    }

    private static IOException readOnly(Path path) {
        return new IOException(path + " is only read here, while another has the directory");
    }

}
