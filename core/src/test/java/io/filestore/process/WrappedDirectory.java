package io.filestore.process;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;

import org.jspecify.annotations.Nullable;

import io.filestore.io.AppendFile;
import io.filestore.io.Content;
import io.filestore.io.DirectoryLock;
import io.filestore.io.FileInfo;
import io.filestore.io.StoreDirectory;

/** A disk that does something before each call goes on to another disk. */
public class WrappedDirectory implements StoreDirectory {

    private final StoreDirectory disk;

    public WrappedDirectory(StoreDirectory disk) {
        this.disk = disk;
    }

    /**
     * Called before each call.
     * @param call such as {@code rename}, and for files that are appended to
     * {@code append}, {@code truncate}, {@code sync}
     * @param file the file, the new name of a rename
     */
    protected void before(String call, Path file) throws IOException {
    }

    /** Appends to a file. */
    protected void append(AppendFile to, Path file, byte[] bytes, int offset, int length, int reserve)
            throws IOException {
        before("append", file);
        to.append(bytes, offset, length, reserve);
    }

    @Override
    public Path root() {
        return this.disk.root();
    }

    @Override
    public DirectoryLock lock(boolean shared) throws IOException {
        before("lock", root());
        return this.disk.lock(shared);
    }

    @Override
    public List<DirectoryLock> lockPlace(Path path, boolean isDirectory, boolean shared) throws IOException {
        return this.disk.lockPlace(path, isDirectory, shared);
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
        before("read", file);
        return this.disk.read(file);
    }

    @Override
    public long write(Path file, Content content) throws IOException {
        before("write", file);
        return this.disk.write(file, content);
    }

    @Override
    public AppendFile openAppend(Path file) throws IOException {
        before("openAppend", file);
        return new WrappedAppendFile(this.disk.openAppend(file), file);
    }

    @Override
    public void force(Path file) throws IOException {
        before("force", file);
        this.disk.force(file);
    }

    @Override
    public void copyAttributes(Path from, Path to) throws IOException {
        before("copyAttributes", to);
        this.disk.copyAttributes(from, to);
    }

    @Override
    public void rename(Path from, Path to) throws IOException {
        before("rename", to);
        this.disk.rename(from, to);
    }

    @Override
    public boolean delete(Path file) throws IOException {
        before("delete", file);
        return this.disk.delete(file);
    }

    @Override
    public void createDirectory(Path directory) throws IOException {
        before("createDirectory", directory);
        this.disk.createDirectory(directory);
    }

    @Override
    public void forceDirectory(Path directory) throws IOException {
        before("forceDirectory", directory);
        this.disk.forceDirectory(directory);
    }

    @Override
    public void createDirectories(Path directory, boolean force) throws IOException {
        this.disk.createDirectories(directory, force);
    }

    private final class WrappedAppendFile implements AppendFile {

        private final AppendFile file;

        private final Path path;

        WrappedAppendFile(AppendFile file, Path path) {
            this.file = file;
            this.path = path;
        }

        @Override
        public long length() {
            return this.file.length();
        }

        @Override
        public void append(byte[] bytes, int offset, int length, int reserve) throws IOException {
            WrappedDirectory.this.append(this.file, this.path, bytes, offset, length, reserve);
        }

        @Override
        public void truncate(long length) throws IOException {
            before("truncate", this.path);
            this.file.truncate(length);
        }

        @Override
        public void force() throws IOException {
            before("sync", this.path);
            this.file.force();
        }

        @Override
        public void close() throws IOException {
            this.file.close();
        }

    }

}
