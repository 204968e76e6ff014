package io.filestore.io;

import java.io.FileInputStream;
import java.io.FileNotFoundException;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFileAttributeView;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;

/** The real disk. */
final class DiskDirectory implements StoreDirectory {

    private static final Set<OpenOption> CREATE = Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE,
            LinkOption.NOFOLLOW_LINKS);

    private final Path root;

    private final FileModes modes;

    private final PathChecks checks;

    private final HeldFileRetry retry = HeldFileRetry.forThisSystem();

    private final Set<Path> durableDirectories = ConcurrentHashMap.newKeySet();

    private final IgnoredCase ignoredCase;

    private final DiskForce force;

    DiskDirectory(Path root, FileModes modes) {
        this.root = root.toAbsolutePath().normalize();
        this.modes = modes;
        this.checks = new PathChecks(this.root);
        this.ignoredCase = new IgnoredCase(this.root);
        this.force = new DiskForce(this.checks);
        OpenFiles.know();
    }

    @Override
    public Path root() {
        return this.root;
    }

    @Override
    public DirectoryLock lock(boolean shared) throws IOException {
        if (!shared) {
            createDirectories(this.root, true);
        }
        return LockFile.in(this, this.root).acquire(shared);
    }

    @Override
    public List<DirectoryLock> lockPlace(Path path, boolean isDirectory, boolean shared) throws IOException {
        return new PlaceLocks(this).lock(path, isDirectory, shared);
    }

    @Override
    public Path real(Path path) throws IOException {
        return PathChecks.real(path);
    }

    @Override
    public boolean ignoresCase() {
        return this.ignoredCase.isIgnored();
    }

    @Override
    public List<FileInfo> list(Path directory) throws IOException {
        return isThere(directory) ? DirectoryEntries.in(directory).lookUp() : new ArrayList<>();
    }

    @Override
    public List<Path> entries(Path directory) throws IOException {
        return isThere(directory) ? DirectoryEntries.in(directory).paths() : List.of();
    }

    private boolean isThere(Path directory) throws IOException {
        FileInfo info = stat(directory);
        if (info != null && !directory.equals(this.root)) {
            PathChecks.requireDirectory(directory, info);
        }
        return info != null;
    }

    @Override
    public @Nullable FileInfo stat(Path file) throws IOException {
        return this.checks.stat(file);
    }

    @Override
    public InputStream read(Path file) throws IOException {
        this.checks.requireFile(file);
        try {
            return new FileInputStream(file.toFile());
        }
        catch (IOException ex) {
            throw DiskErrors.explain(file, ex);
        }
    }

    @Override
    public @Nullable FileInfo statEntry(Path entry) throws IOException {
        return PathChecks.lookUp(entry);
    }

    @Override
    public ByteBuffer readEntry(Path entry, FileInfo info, ByteBuffer room) throws IOException {
        PathChecks.requireFile(entry, info);
        int most = (int) Math.min(info.size(), Integer.MAX_VALUE - 9) + 1;
        byte[] bytes = (most <= room.capacity()) ? room.array() : new byte[most];
        try (InputStream in = new FileInputStream(entry.toString())) {
            int count = Math.max(0, in.read(bytes, 0, most));
            // If it is not as long as it was, somebody is writing it.
            return (count == info.size()) ? ByteBuffer.wrap(bytes, 0, count) : ByteBuffer.wrap(readAll(entry));
        }
        catch (IOException ex) {
            throw DiskErrors.explain(entry, ex);
        }
    }

    @Override
    public long write(Path file, Content content) throws IOException {
        create(file);
        try (OutputStream out = new FileOutputStream(file.toFile())) {
            return CountedOutput.write(content, out);
        }
        catch (FileNotFoundException ex) {
            throw DiskErrors.explain(file, ex);
        }
    }

    @Override
    public void copyAttributes(Path from, Path to) throws IOException {
        FileInfo info = stat(from);
        this.checks.refuseLinksAbove(to);
        if (info == null) {
            throw new NoSuchFileException(from.toString());
        }
        try {
            PosixFileAttributeView permissions = Files.getFileAttributeView(from, PosixFileAttributeView.class,
                    LinkOption.NOFOLLOW_LINKS);
            if (permissions != null) {
                Files.setPosixFilePermissions(to, permissions.readAttributes().permissions());
            }
            if (info.isFile()) {
                // Files.copy would round it.
                Files.setLastModifiedTime(to, FileTime.from(info.modifiedNanos(), TimeUnit.NANOSECONDS));
            }
        }
        catch (IOException ex) {
            throw DiskErrors.explain(to, ex);
        }
    }

    @Override
    public AppendFile openAppend(Path file) throws IOException {
        create(file);
        return new DiskAppendFile(open(file));
    }

    private static RandomAccessFile open(Path file) throws IOException {
        try {
            return new RandomAccessFile(file.toFile(), "rw");
        }
        catch (IOException ex) {
            throw DiskErrors.explain(file, ex);
        }
    }

    /** Creates the file with its permissions unless it is there; refuses links. */
    void create(Path file) throws IOException {
        this.checks.refuseLinksAbove(file);
        try {
            Files.newByteChannel(file, CREATE, this.modes.forFilesAt(file)).close();
        }
        catch (IOException ex) {
            FileInfo info = PathChecks.lookUp(file);
            if (info != null) {
                PathChecks.requireFile(file, info);
            }
            throw DiskErrors.explain(file, ex);
        }
    }

    @Override
    public void force(Path file) throws IOException {
        this.force.file(file);
    }

    @Override
    public void rename(Path from, Path to) throws IOException {
        this.checks.refuseLinksAbove(from);
        this.checks.refuseLinksAbove(to);
        try {
            this.retry.run(() -> Files.move(from, to, StandardCopyOption.ATOMIC_MOVE));
        }
        catch (IOException ex) {
            throw DiskErrors.explain(to, ex);
        }
    }

    @Override
    public boolean delete(Path file) throws IOException {
        this.checks.refuseLinksAbove(file);
        try {
            this.retry.run(() -> Files.delete(file));
            return true;
        }
        catch (NoSuchFileException ex) {
            return false;
        }
        catch (IOException ex) {
            throw DiskErrors.explain(file, ex);
        }
    }

    @Override
    public void createDirectory(Path directory) throws IOException {
        this.checks.refuseLinksAbove(directory);
        try {
            Files.createDirectory(directory, this.modes.forDirectoriesAt(directory));
        }
        catch (FileAlreadyExistsException ex) {
            if (directory.equals(this.root) && Files.isDirectory(directory)) {
                return;
            }
            FileInfo info = PathChecks.lookUp(directory);
            if (info != null) {
                PathChecks.requireDirectory(directory, info);
            }
        }
        catch (IOException ex) {
            throw DiskErrors.explain(directory, ex);
        }
    }

    @Override
    public void createDirectories(Path directory, boolean force) throws IOException {
        FileInfo info = stat(directory);
        if (info == null || !info.isDirectory() || !this.durableDirectories.contains(directory)) {
            StoreDirectory.super.createDirectories(directory, force);
            if (force) {
                this.durableDirectories.add(directory);
            }
        }
    }

    @Override
    public void forceDirectory(Path directory) throws IOException {
        this.force.directory(directory);
    }

}
