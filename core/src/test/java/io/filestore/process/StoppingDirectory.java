package io.filestore.process;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import io.filestore.io.AppendFile;
import io.filestore.io.Content;
import io.filestore.io.DirectoryLock;
import io.filestore.io.FileInfo;
import io.filestore.io.FileModes;
import io.filestore.io.StoreDirectory;

/**
 * The real disk, up to the n-th call of a kind: before that, or half way through it, the
 * calling thread stops for ever and reports so, to be killed there.
 */
final class StoppingDirectory implements StoreDirectory {

    private final StoreDirectory disk;

    private final Pattern kind;

    private final AtomicInteger left;

    /**
     * @param kind of the call and its file, such as {@code "rename .*\\.json"}
     * @param number which call of this kind, from 1
     */
    StoppingDirectory(Path root, String kind, int number) {
        this.disk = StoreDirectory.at(root, FileModes.ownerOnly());
        this.kind = Pattern.compile(kind);
        this.left = new AtomicInteger(number);
    }

    private boolean isDue(String call, Path file) {
        return this.kind.matcher(call + " " + file.getFileName()).matches() && this.left.decrementAndGet() == 0;
    }

    private void pass(String call, Path file) {
        if (isDue(call, file)) {
            stop(call + " " + file.getFileName());
        }
    }

    private static void stop(String where) {
        Report.line("STOP " + where);
        while (true) {
            LockSupport.park();
        }
    }

    @Override
    public Path root() {
        return this.disk.root();
    }

    @Override
    public DirectoryLock lock(boolean shared) throws IOException {
        pass("lock", root());
        return this.disk.lock(shared);
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
        pass("read", file);
        return this.disk.read(file);
    }

    @Override
    public long write(Path file, Content content) throws IOException {
        if (!isDue("write", file)) {
            return this.disk.write(file, content);
        }
        return this.disk.write(file, (out) -> {
            content.writeTo(new HalfOutput(out, () -> stop("write " + file.getFileName())));
            stop("write " + file.getFileName());
        });
    }

    @Override
    public AppendFile openAppend(Path file) throws IOException {
        pass("openAppend", file);
        return new StoppingAppendFile(this.disk.openAppend(file), file);
    }

    @Override
    public void force(Path file) throws IOException {
        pass("force", file);
        this.disk.force(file);
    }

    @Override
    public void rename(Path from, Path to) throws IOException {
        pass("rename", to);
        this.disk.rename(from, to);
    }

    @Override
    public boolean delete(Path file) throws IOException {
        pass("delete", file);
        return this.disk.delete(file);
    }

    @Override
    public void createDirectory(Path directory) throws IOException {
        pass("createDirectory", directory);
        this.disk.createDirectory(directory);
    }

    @Override
    public void forceDirectory(Path directory) throws IOException {
        pass("forceDirectory", directory);
        this.disk.forceDirectory(directory);
    }

    @Override
    public void createDirectories(Path directory, boolean force) throws IOException {
        this.disk.createDirectories(directory, force);
    }

    /** Stops within an append with half of it written. */
    private final class StoppingAppendFile implements AppendFile {

        private final AppendFile file;

        private final Path path;

        StoppingAppendFile(AppendFile file, Path path) {
            this.file = file;
            this.path = path;
        }

        @Override
        public long length() {
            return this.file.length();
        }

        @Override
        public void append(byte[] bytes, int offset, int length) throws IOException {
            if (isDue("append", this.path)) {
                this.file.append(bytes, offset, length / 2);
                stop("append " + this.path.getFileName());
            }
            this.file.append(bytes, offset, length);
        }

        @Override
        public void truncate(long length) throws IOException {
            pass("truncate", this.path);
            this.file.truncate(length);
        }

        @Override
        public void force() throws IOException {
            pass("sync", this.path);
            this.file.force();
        }

        @Override
        public void close() throws IOException {
            this.file.close();
        }

    }

}
