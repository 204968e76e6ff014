package io.filestore.io;

import java.io.File;
import java.io.FileInputStream;
import java.io.FileNotFoundException;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFileAttributeView;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/** The real disk. */
final class DiskDirectory implements StoreDirectory {

    private static final Set<OpenOption> CREATE = Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE,
            LinkOption.NOFOLLOW_LINKS);

    /** As many entries of a directory are looked up with several threads. */
    private static final int MANY = 1000;

    private static final boolean WINDOWS = File.separatorChar == '\\';

    private final Path root;

    private final FileModes modes;

    private final PathChecks checks;

    private final HeldFileRetry retry = HeldFileRetry.forThisSystem();

    private final Set<Path> durableDirectories = ConcurrentHashMap.newKeySet();

    private volatile @Nullable Boolean ignoresCase;

    DiskDirectory(Path root, FileModes modes) {
        this.root = root.toAbsolutePath().normalize();
        this.modes = modes;
        this.checks = new PathChecks(this.root);
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
        Path parent = path.getParent();
        boolean outside = !path.startsWith(this.root);
        Path folder = (isDirectory || parent == null) ? path : parent;
        LockFile own = isDirectory ? LockFile.in(this, path) : LockFile.beside(this, path, folder);
        List<DirectoryLock> taken = new ArrayList<>();
        try {
            if (outside) {
                lockStoresAbove(path, taken);
            }
            if (outside && !shared) {
                createDirectories(folder, true);
                taken.add(own.acquire(false));
            }
            else if (Files.exists(own.file(), LinkOption.NOFOLLOW_LINKS)) {
                taken.add(own.acquire(shared));
            }
            return taken;
        }
        catch (IOException | RuntimeException ex) {
            for (DirectoryLock lock : taken) {
                lock.close();
            }
            throw ex;
        }
    }

    /**
     * A store whose directory the path lies in may have a collection there. Shared, since
     * several may lie in it side by side; but not while that store writes.
     */
    private void lockStoresAbove(Path path, List<DirectoryLock> taken) throws IOException {
        for (Path above = path.getParent(); above != null; above = above.getParent()) {
            if (Files.exists(above.resolve(FileNames.CHECKPOINT)) && Files.exists(above.resolve(FileNames.LOCK))) {
                taken.add(LockFile.in(this, above).acquire(true));
            }
        }
    }

    @Override
    public Path real(Path path) throws IOException {
        return PathChecks.real(path);
    }

    @Override
    public boolean ignoresCase() {
        Boolean known = this.ignoresCase;
        if (known == null) {
            Path lock = this.root.resolve(FileNames.LOCK);
            if (!Files.exists(lock, LinkOption.NOFOLLOW_LINKS)) {
                return WINDOWS || System.getProperty("os.name", "").toLowerCase(Locale.ROOT).startsWith("mac");
            }
            try {
                known = Files.isSameFile(lock, lock.resolveSibling(FileNames.LOCK.toUpperCase(Locale.ROOT)));
            }
            catch (IOException ex) {
                known = false;
            }
            this.ignoresCase = known;
        }
        return known;
    }

    @Override
    public List<FileInfo> list(Path directory) throws IOException {
        List<FileInfo> entries = lookUp(entries(directory));
        entries.sort(Comparator.comparing(FileInfo::name));
        return entries;
    }

    @Override
    public List<Path> entries(Path directory) throws IOException {
        FileInfo info = stat(directory);
        if (info == null) {
            return List.of();
        }
        if (!directory.equals(this.root)) {
            PathChecks.requireDirectory(directory, info);
        }
        List<Path> entries = new ArrayList<>();
        try (DirectoryStream<Path> stream = Files.newDirectoryStream(directory)) {
            stream.forEach(entries::add);
            return entries;
        }
        catch (NotDirectoryException ex) {
            throw DiskErrors.notDirectory(directory);
        }
        catch (DirectoryIteratorException ex) {
            throw DiskErrors.explain(directory, Objects.requireNonNull(ex.getCause()));
        }
        catch (IOException ex) {
            throw DiskErrors.explain(directory, ex);
        }
    }

    private static List<FileInfo> lookUp(List<Path> paths) throws IOException {
        Stream<Path> each = (paths.size() < MANY) ? paths.stream() : paths.parallelStream();
        try {
            return each.map((path) -> {
                try {
                    return PathChecks.lookUp(path);
                }
                catch (IOException ex) {
                    throw new UncheckedIOException(ex);
                }
            }).filter(Objects::nonNull).collect(Collectors.toCollection(ArrayList::new));
        }
        catch (UncheckedIOException ex) {
            throw Objects.requireNonNull(ex.getCause());
        }
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
        this.checks.requireFile(file);
        try (RandomAccessFile content = forForce(() -> open(file))) {
            content.getFD().sync();
        }
    }

    private static <T> T forForce(Opener<T> opener) throws IOException {
        try {
            return opener.open();
        }
        catch (IOException ex) {
            throw new NotForcedException(ex);
        }
    }

    /** Opens what is to be forced. */
    private interface Opener<T> {

        T open() throws IOException;

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
        if (WINDOWS) {
            return;
        }
        this.checks.refuseLinksAbove(directory);
        // An interrupt closes a FileChannel, and there is no other way to a directory.
        ForceThreads.undisturbed(() -> {
            try (FileChannel names = forForce(() -> openNames(directory))) {
                names.force(true);
            }
        });
    }

    private static FileChannel openNames(Path directory) throws IOException {
        try {
            return FileChannel.open(directory, StandardOpenOption.READ);
        }
        catch (IOException ex) {
            throw DiskErrors.explain(directory, ex);
        }
    }

}
