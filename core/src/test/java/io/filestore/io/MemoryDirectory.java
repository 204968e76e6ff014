package io.filestore.io;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;

import io.filestore.error.StoreLockedException;
import io.filestore.io.FileInfo.Kind;

/**
 * A disk in memory that knows what was forced. It can say what a power loss would leave
 * ({@link #crash}), and fail ({@link #failAt}, {@link #crashAt}). Stricter than real file
 * systems: forcing a file does not force its name.
 *
 * <p>
 * Calls that change something are counted from 1: create (by openAppend), write, append,
 * truncate, force, rename, delete, createDirectory, forceDirectory, copyAttributes.
 */
public final class MemoryDirectory implements StoreDirectory {

    private final Path root;

    private final MemoryNames names;

    private final Faults faults;

    private final Set<Path> durableDirectories = new HashSet<>();

    private int holders;

    private boolean exclusive;

    private long clock = 1_700_000_000_000L;

    private int callsPerTick = 1;

    private int callsInTick;

    public MemoryDirectory() {
        this(Path.of("/store").toAbsolutePath(), new MemoryNames());
        for (Path path = this.root; path != null; path = path.getParent()) {
            this.names.plant(path, new MemoryFile(Kind.DIRECTORY));
        }
    }

    private MemoryDirectory(Path root, MemoryNames names) {
        this.root = root;
        this.names = names;
        this.faults = new Faults(root);
    }

    /** What a power loss at this moment leaves, as a disk of its own, without faults. */
    public synchronized MemoryDirectory crash(CrashMode mode) {
        MemoryDirectory left = new MemoryDirectory(this.root, this.names.afterCrash(mode));
        left.clock = this.clock;
        left.callsPerTick = this.callsPerTick;
        left.callsInTick = this.callsInTick;
        return left;
    }

    /**
     * What a process finds that starts after the one before was killed at this moment, as
     * a disk of its own, without faults. Unlike {@link CrashMode#EVERYTHING}, what was
     * not forced may still be lost by a later power loss. Kinder than Linux in one thing:
     * what an earlier process could not force, this one can.
     */
    public synchronized MemoryDirectory kill() {
        MemoryDirectory left = new MemoryDirectory(this.root, this.names.copy());
        left.clock = this.clock;
        return left;
    }

    /** Whether the power has not gone yet. */
    public synchronized boolean hasPower() {
        return this.faults.hasPower();
    }

    /** Lets the n-th reading call (list, read) fail. */
    public synchronized void failReadAt(int call) {
        this.faults.failReadAt(call);
    }

    /** How many calls have read something. */
    public synchronized int reads() {
        return this.faults.reads();
    }

    /** The bytes of a file. */
    public synchronized byte[] bytes(String path) throws IOException {
        return this.names.requireFile(resolve(path)).content();
    }

    /** Puts a file on the device, and the directories above it. */
    public synchronized void plant(String path, byte[] content) {
        plant(path, new MemoryFile(Kind.FILE, content));
    }

    /** The power goes before the n-th call; all later calls throw {@link PowerLoss}. */
    public synchronized void crashAt(int call) {
        this.faults.powerLossAt(call);
    }

    /** Lets the n-th call fail. */
    public synchronized void failAt(int call, Fault fault) {
        this.faults.fail((text) -> calls() == call, fault, true);
    }

    /** Lets the n-th call and all later ones fail. */
    public synchronized void failFrom(int call, Fault fault) {
        this.faults.fail((text) -> calls() >= call, fault, false);
    }

    /** Lets the next such call fail, such as {@code "force _wal.jsonl"}. */
    public synchronized void failOnce(Predicate<String> call, Fault fault) {
        this.faults.fail(call, fault, true);
    }

    /** Lets all such calls fail. */
    public synchronized void failAlways(Predicate<String> call, Fault fault) {
        this.faults.fail(call, fault, false);
    }

    /** No faults from here on. */
    public synchronized void heal() {
        this.faults.fail((call) -> false, Fault.IO_ERROR, false);
    }

    /** So many changes of files get the same modification time, one after the other. */
    public synchronized void callsPerTick(int calls) {
        this.callsPerTick = calls;
    }

    /** Changes one bit of a file on the device, without anybody noticing. */
    public synchronized void flip(String path, long bit) throws IOException {
        MemoryFile file = this.names.requireFile(resolve(path));
        byte[] content = file.content();
        content[(int) (bit / 8)] ^= (byte) (1 << (bit % 8));
        long time = file.info("").modifiedMillis();
        file.truncate(0, time);
        file.append(content, 0, content.length, time);
        file.force();
    }

    /** How many calls have changed something, or tried to. */
    public synchronized int calls() {
        return this.faults.log().size();
    }

    /** Those calls, such as {@code "rename users/a.json"}: the new name of a rename. */
    public synchronized List<String> log() {
        return List.copyOf(this.faults.log());
    }

    /** Puts a file on the device, and the directories above it. */
    public synchronized void plant(String path, String content) {
        plant(path, new MemoryFile(Kind.FILE, content.getBytes(StandardCharsets.UTF_8)));
    }

    /** Puts a symbolic link on the device, and the directories above it. */
    public synchronized void plantLink(String path) {
        plant(path, new MemoryFile(Kind.LINK));
    }

    private void plant(String path, MemoryFile file) {
        Path target = resolve(path);
        for (Path parent = target.getParent(); this.names.get(parent) == null; parent = parent.getParent()) {
            this.names.plant(parent, new MemoryFile(Kind.DIRECTORY));
        }
        file.touch(now());
        this.names.plant(target, file);
    }

    /**
     * Puts files of another disk in the place of those of the same names, on the device,
     * with their modification times. Those that the other has not are gone.
     */
    public synchronized void replaceFrom(MemoryDirectory other, Predicate<String> which) {
        for (String name : files()) {
            if (which.test(name)) {
                this.names.unplant(resolve(name));
            }
        }
        for (String name : other.files()) {
            if (which.test(name)) {
                this.names.plant(resolve(name), other.names.get(other.resolve(name)).copy());
            }
        }
    }

    /** What is in a directory, anywhere, as the root of a disk of its own. */
    public synchronized MemoryDirectory extract(Path path) {
        MemoryDirectory extracted = new MemoryDirectory();
        extracted.clock = this.clock;
        this.names.all().forEach((name, file) -> {
            if (name.startsWith(path) && !name.equals(path)) {
                extracted.names.plant(extracted.root.resolve(path.relativize(name)), file.copy());
            }
        });
        return extracted;
    }

    /** The names in a directory, anywhere. */
    public synchronized List<String> namesIn(Path path) {
        return this.names.in(path).stream().map((name) -> name.getFileName().toString()).toList();
    }

    /** All files but {@code _lock}, relative to the root. */
    public synchronized List<String> files() {
        return this.names.all()
            .entrySet()
            .stream()
            .filter((entry) -> entry.getValue().kind() == Kind.FILE && entry.getKey().startsWith(this.root))
            .map((entry) -> this.root.relativize(entry.getKey()).toString())
            .filter((name) -> !name.equals(FileNames.LOCK))
            .toList();
    }

    /** The text of a file, null if it is absent. */
    public synchronized @Nullable String text(String path) {
        MemoryFile file = this.names.get(resolve(path));
        return (file != null) ? new String(file.content(), StandardCharsets.UTF_8) : null;
    }

    @Override
    public Path root() {
        return this.root;
    }

    @Override
    public synchronized DirectoryLock lock(boolean shared) {
        this.faults.requirePower("lock");
        if (this.exclusive || (!shared && this.holders > 0)) {
            throw new StoreLockedException(this.root, "another store in this process");
        }
        this.exclusive = !shared;
        this.holders++;
        if (this.names.get(this.root.resolve(FileNames.LOCK)) == null) {
            plant(FileNames.LOCK, "");
        }
        return new DirectoryLock(shared, this::unlock);
    }

    private synchronized void unlock() {
        this.holders--;
        this.exclusive = false;
    }

    @Override
    public boolean ignoresCase() {
        return false;
    }

    @Override
    public synchronized List<FileInfo> list(Path directory) throws IOException {
        FileInfo info = stat(directory);
        if (info == null) {
            return List.of();
        }
        this.faults.checkRead(directory);
        this.names.requireDirectory(directory);
        List<FileInfo> entries = new ArrayList<>();
        for (Path path : this.names.in(directory)) {
            entries.add(this.names.lookUp(path).info(path.getFileName().toString()));
        }
        return entries;
    }

    @Override
    public synchronized @Nullable FileInfo stat(Path file) throws IOException {
        this.faults.requirePower("stat");
        return this.names.stat(file);
    }

    @Override
    public synchronized InputStream read(Path file) throws IOException {
        this.faults.requirePower("read");
        this.faults.checkRead(file);
        return new ByteArrayInputStream(this.names.requireFile(file).content());
    }

    @Override
    public synchronized long write(Path file, Content content) throws IOException {
        Fault fault = this.faults.next("write", file);
        MemoryFile target = this.names.createFile(file);
        target.truncate(0, now());
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            content.writeTo(bytes);
        }
        finally {
            int arriving = (fault != null) ? fault.arriving(bytes.size()) : bytes.size();
            target.append(bytes.toByteArray(), 0, arriving, now());
        }
        if (fault != null) {
            throw fault.exception(file);
        }
        return bytes.size();
    }

    @Override
    public synchronized AppendFile openAppend(Path file) throws IOException {
        if (stat(file) == null) {
            this.faults.check("create", file);
        }
        return new MemoryAppendFile(this, this.faults, file, this.names.createFile(file));
    }

    @Override
    public synchronized void force(Path file) throws IOException {
        force(file, this.names.requireFile(file));
    }

    synchronized void force(Path name, MemoryFile file) throws IOException {
        Fault fault = this.faults.next("force", name);
        if (fault != null) {
            if (fault != Fault.NO_DESCRIPTOR) {
                file.failForce();
            }
            throw fault.exception(name);
        }
        file.force();
    }

    @Override
    public synchronized void copyAttributes(Path from, Path to) throws IOException {
        this.faults.check("copyAttributes", to);
        if (this.names.lookUp(from).kind() == Kind.FILE) {
            this.names.requireFile(to).setModified(this.names.requireFile(from));
        }
    }

    @Override
    public synchronized void rename(Path from, Path to) throws IOException {
        this.faults.check("rename", to);
        if (this.names.lookUp(from).kind() != Kind.DIRECTORY) {
            this.names.requireFile(from);
        }
        if (stat(to) != null && this.names.lookUp(to).kind() == Kind.DIRECTORY) {
            throw DiskErrors.notFile(to);
        }
        this.names.requireDirectory(to.getParent());
        this.names.rename(from, to);
    }

    @Override
    public synchronized boolean delete(Path file) throws IOException {
        this.faults.check("delete", file);
        if (stat(file) == null) {
            return false;
        }
        if (!this.names.in(file).isEmpty()) {
            throw new DirectoryNotEmptyException(file.toString());
        }
        this.names.remove(file);
        return true;
    }

    @Override
    public synchronized void createDirectory(Path directory) throws IOException {
        this.faults.check("createDirectory", directory);
        if (stat(directory) == null) {
            this.names.requireDirectory(directory.getParent());
            this.names.add(directory, new MemoryFile(Kind.DIRECTORY));
        }
        this.names.requireDirectory(directory);
    }

    @Override
    public synchronized void createDirectories(Path directory, boolean force) throws IOException {
        FileInfo info = stat(directory);
        if (info == null || !info.isDirectory() || !this.durableDirectories.contains(directory)) {
            StoreDirectory.super.createDirectories(directory, force);
            if (force) {
                this.durableDirectories.add(directory);
            }
        }
    }

    @Override
    public synchronized void forceDirectory(Path directory) throws IOException {
        this.faults.check("forceDirectory", directory);
        this.names.requireDirectory(directory);
        this.names.force(directory);
    }

    synchronized long now() {
        if (++this.callsInTick >= this.callsPerTick) {
            this.callsInTick = 0;
            this.clock++;
        }
        return this.clock;
    }

}
