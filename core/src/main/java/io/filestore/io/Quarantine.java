package io.filestore.io;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import io.filestore.error.StoreIOException;

/**
 * The directory {@code _quarantine} of damaged files and rows, each with a file beside it
 * that gives the reason. Thread-safe. What was put there survives a power loss once the
 * call returns; filestore never deletes it.
 *
 * <p>
 * The same content from the same place is kept once, so that a start that is tried again
 * and again does not fill the disk. The place is the last line of the reason.
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

    private static final Pattern ENTRY = Pattern.compile("\\d{8}T\\d{6}\\.\\d{3}-\\d+-(.+)", Pattern.DOTALL);

    private final StoreDirectory directory;

    private final InstantSource clock;

    private final Path path;

    /** The hashes of the names of entries that there may be. */
    private final Set<Integer> names = ConcurrentHashMap.newKeySet();

    private final AtomicInteger number = new AtomicInteger();

    private final AtomicInteger count = new AtomicInteger();

    /**
     * Looks at what is there.
     * @param directory the disk
     * @param clock gives the time for names
     * @throws StoreIOException if the directory cannot be read
     */
    public Quarantine(StoreDirectory directory, InstantSource clock) {
        this(directory, FileNames.QUARANTINE, clock);
    }

    /** The directory of what others have changed, and a flush was about to replace. */
    public static Quarantine ofConflicts(StoreDirectory directory, InstantSource clock) {
        return new Quarantine(directory, FileNames.CONFLICTS, clock);
    }

    private Quarantine(StoreDirectory directory, String name, InstantSource clock) {
        this.directory = directory;
        this.clock = clock;
        this.path = directory.root().resolve(name);
        try {
            this.count.set(entries());
            directory.list(this.path).forEach((entry) -> this.names.add(nameOf(entry).hashCode()));
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
        String full = reason + "\nIt was " + file;
        Path kept = find(file, full);
        if (kept != null) {
            this.directory.delete(file);
            forceParent(file);
            return kept;
        }
        Path target = begin(file.getFileName().toString(), full);
        try {
            this.directory.rename(file, target);
        }
        catch (AtomicMoveNotSupportedException ex) {
            copyTo(target, file);
            this.directory.delete(file);
        }
        this.directory.forceDirectory(this.path);
        forceParent(file);
        this.count.incrementAndGet();
        return target;
    }

    private void forceParent(Path file) throws IOException {
        Path parent = file.getParent();
        if (parent != null) {
            this.directory.forceDirectory(parent);
        }
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
        String full = reason + "\nIt is a copy of " + file;
        Path kept = find(file, full);
        if (kept != null) {
            return kept;
        }
        Path target = begin(file.getFileName().toString(), full);
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
        Path kept = find(name, ContentSum.of(content, 0, content.length), reason);
        if (kept != null) {
            return kept;
        }
        Path target = begin(name, reason);
        this.directory.write(target, Content.of(content));
        this.directory.force(target);
        this.directory.forceDirectory(this.path);
        this.count.incrementAndGet();
        return target;
    }

    private @Nullable Path find(Path file, String reason) throws IOException {
        String name = file.getFileName().toString();
        FileInfo info = this.directory.stat(file);
        return (info != null && info.isFile() && isNameKnown(name))
                ? find(name, ContentSum.of(this.directory, file, info.size()), reason) : null;
    }

    /** What is kept already, on the device even if a killed process has left it. */
    private @Nullable Path find(String name, ContentSum content, String reason) throws IOException {
        for (FileInfo entry : isNameKnown(name) ? this.directory.list(this.path) : List.<FileInfo>of()) {
            Path file = this.path.resolve(entry.name());
            if (entry.isFile() && entry.size() == content.length() && nameOf(entry).equals(encode(name))
                    && ContentSum.of(this.directory, file, entry.size()).equals(content)
                    && place(reasonOf(file)).equals(place(reason))) {
                this.directory.force(file);
                this.directory.forceDirectory(this.path);
                return file;
            }
        }
        return null;
    }

    private String reasonOf(Path file) throws IOException {
        Path reason = file.resolveSibling(file.getFileName() + REASON);
        return (this.directory.stat(reason) != null)
                ? new String(this.directory.readAll(reason), StandardCharsets.UTF_8) : "";
    }

    private static String place(String reason) {
        String text = reason.strip();
        return text.substring(text.lastIndexOf('\n') + 1);
    }

    /** Spares a look at the directory for each of many pieces. */
    private boolean isNameKnown(String name) {
        return this.names.contains(encode(name).hashCode());
    }

    private static String nameOf(FileInfo entry) {
        Matcher name = ENTRY.matcher(entry.name());
        return name.matches() ? name.group(1) : "";
    }

    private static String encode(String name) {
        return EncodedNames.encode(name, false);
    }

    private Path begin(String name, String reason) throws IOException {
        this.directory.createDirectories(this.path, true);
        String time = TIME.format(this.clock.instant());
        Path target;
        Path reasonFile;
        do {
            String unique = time + "-" + this.number.incrementAndGet() + "-" + encode(name);
            target = this.path.resolve(unique);
            reasonFile = this.path.resolve(unique + REASON);
        }
        while (this.directory.stat(target) != null || this.directory.stat(reasonFile) != null);
        this.directory.write(reasonFile, Content.of((reason + "\n").getBytes(StandardCharsets.UTF_8)));
        this.directory.force(reasonFile);
        this.names.add(encode(name).hashCode());
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
