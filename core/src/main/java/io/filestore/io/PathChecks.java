package io.filestore.io;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;

import io.filestore.io.FileInfo.Kind;

/** Looks at paths without following links, and refuses those that lead through one. */
final class PathChecks {

    private final Path root;

    PathChecks(Path root) {
        this.root = root;
    }

    @Nullable FileInfo stat(Path file) throws IOException {
        refuseLinksAbove(file);
        return lookUp(file);
    }

    static @Nullable FileInfo lookUp(Path file) throws IOException {
        try {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class,
                    LinkOption.NOFOLLOW_LINKS);
            Path name = file.getFileName();
            return new FileInfo((name != null) ? name.toString() : "", kind(attributes), attributes.size(),
                    attributes.lastModifiedTime().to(TimeUnit.NANOSECONDS), attributes.fileKey());
        }
        catch (NoSuchFileException ex) {
            return null;
        }
        catch (IOException ex) {
            throw DiskErrors.explain(file, ex);
        }
    }

    private static Kind kind(BasicFileAttributes attributes) {
        if (attributes.isSymbolicLink()) {
            return Kind.LINK;
        }
        if (attributes.isRegularFile()) {
            return Kind.FILE;
        }
        return attributes.isDirectory() ? Kind.DIRECTORY : Kind.OTHER;
    }

    void refuseLinksAbove(Path file) throws IOException {
        if (file.equals(this.root) || !file.startsWith(this.root)) {
            return;
        }
        Path parent = file.getParent();
        while (parent != null && !parent.equals(this.root)) {
            FileInfo info = lookUp(parent);
            if (info != null) {
                requireDirectory(parent, info);
            }
            parent = parent.getParent();
        }
    }

    static void requireDirectory(Path path, FileInfo info) throws IOException {
        if (info.kind() == Kind.LINK) {
            throw DiskErrors.link(path);
        }
        if (info.kind() != Kind.DIRECTORY) {
            throw DiskErrors.notDirectory(path);
        }
    }

    void requireFile(Path file) throws IOException {
        FileInfo info = stat(file);
        if (info == null) {
            throw new NoSuchFileException(file.toString());
        }
        requireFile(file, info);
    }

    static void requireFile(Path file, FileInfo info) throws IOException {
        if (info.kind() == Kind.LINK) {
            throw DiskErrors.link(file);
        }
        if (info.kind() != Kind.FILE) {
            throw DiskErrors.notFile(file);
        }
    }

    /** What is there without its links, and behind it what is not there. */
    static Path real(Path path) throws IOException {
        for (Path there = path; there != null; there = there.getParent()) {
            if (Files.exists(there)) {
                return there.toRealPath().resolve(there.relativize(path)).normalize();
            }
        }
        return path;
    }

}
