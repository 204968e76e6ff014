package io.filestore.io;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.concurrent.atomic.AtomicInteger;

import io.filestore.error.StoreIOException;

/**
 * The directory {@code _quarantine} of damaged files and rows, each with a file beside it
 * that gives the reason. Thread-safe. What was put there survives a power loss once the
 * call returns; filestore never reads or deletes it.
 *
 * <pre>
 * 20261122T104300.123-1-orders.json
 * 20261122T104300.123-1-orders.json.reason.txt
 * </pre>
 */
public final class Quarantine {

    /** What is added to the name of an entry for the name of the file with its reason. */
    public static final String REASON = ".reason.txt";

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss.SSS")
        .withZone(ZoneOffset.UTC);

    private final StoreDirectory directory;

    private final InstantSource clock;

    private final Path path;

    private final AtomicInteger number = new AtomicInteger();

    private final AtomicInteger count = new AtomicInteger();

    /**
     * Looks at what is there.
     * @param directory the disk
     * @param clock gives the time for names
     * @throws StoreIOException if the directory cannot be read
     */
    public Quarantine(StoreDirectory directory, InstantSource clock) {
        this.directory = directory;
        this.clock = clock;
        this.path = directory.root().resolve(FileNames.QUARANTINE);
        try {
            this.count.set(entries());
        }
        catch (IOException ex) {
            throw new StoreIOException("Cannot list " + this.path, ex);
        }
    }

    /**
     * Moves a damaged file here.
     * @param file the file
     * @param reason what is wrong with it
     * @return where it is now
     */
    public Path move(Path file, String reason) throws IOException {
        Path target = begin(file.getFileName().toString(), reason + "\nIt was " + file);
        try {
            this.directory.rename(file, target);
        }
        catch (AtomicMoveNotSupportedException ex) {
            copyTo(target, file);
            this.directory.delete(file);
        }
        this.directory.forceDirectory(this.path);
        Path parent = file.getParent();
        if (parent != null) {
            this.directory.forceDirectory(parent);
        }
        this.count.incrementAndGet();
        return target;
    }

    /** A collection elsewhere may lie on another device, where no rename leads here. */
    private void copyTo(Path target, Path file) throws IOException {
        this.directory.write(target, (out) -> {
            try (var in = this.directory.read(file)) {
                in.transferTo(out);
            }
        });
        this.directory.force(target);
        this.directory.forceDirectory(this.path);
    }

    /**
     * Keeps a copy of a damaged file here and leaves the file where it is.
     * @param file the file
     * @param reason what is wrong with it
     * @return where the copy is
     */
    public Path copy(Path file, String reason) throws IOException {
        Path target = begin(file.getFileName().toString(), reason + "\nIt is a copy of " + file);
        copyTo(target, file);
        this.count.incrementAndGet();
        return target;
    }

    /**
     * Keeps a copy of a damaged piece of a file here.
     * @param name what to call it, such as the file's name and the line
     * @param content the piece
     * @param reason what is wrong with it, and where it was
     * @return where it is now
     */
    public Path keep(String name, byte[] content, String reason) throws IOException {
        Path target = begin(name, reason);
        this.directory.write(target, Content.of(content));
        this.directory.force(target);
        this.directory.forceDirectory(this.path);
        this.count.incrementAndGet();
        return target;
    }

    private Path begin(String name, String reason) throws IOException {
        this.directory.createDirectories(this.path, true);
        String time = TIME.format(this.clock.instant());
        Path target;
        Path reasonFile;
        do {
            String unique = time + "-" + this.number.incrementAndGet() + "-" + FileNames.encode(name, false);
            target = this.path.resolve(unique);
            reasonFile = this.path.resolve(unique + REASON);
        }
        while (this.directory.stat(target) != null || this.directory.stat(reasonFile) != null);
        this.directory.write(reasonFile, Content.of((reason + "\n").getBytes(StandardCharsets.UTF_8)));
        this.directory.force(reasonFile);
        return target;
    }

    /**
     * How many files and pieces are here: fewer once somebody has looked into them and
     * taken them away.
     */
    public int count() {
        int known = this.count.get();
        if (known == 0) {
            return 0;
        }
        try {
            int present = entries();
            this.count.compareAndSet(known, present);
            return present;
        }
        catch (IOException ex) {
            return known;
        }
    }

    private int entries() throws IOException {
        return (int) this.directory.list(this.path).stream().filter((entry) -> !entry.name().endsWith(REASON)).count();
    }

}
