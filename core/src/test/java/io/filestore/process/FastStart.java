package io.filestore.process;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarOutputStream;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;

/**
 * Lets a JVM start in half the time: an archive of loaded classes, which only works for
 * jars, so that class directories become one.
 */
final class FastStart {

    private final Path temporary;

    private final String classPath;

    private final Path archive;

    /**
     * Makes the archive.
     * @param temporary where to put it
     * @param main runs once, to say which classes are needed, and must end by itself
     * @param args its arguments
     */
    FastStart(Path temporary, Class<?> main, Object... args) throws IOException {
        this.temporary = temporary;
        this.archive = temporary.resolve("classes.jsa");
        this.classPath = Stream.of(ChildProcess.classPath().split(File.pathSeparator))
            .map((entry) -> Files.isDirectory(Path.of(entry)) ? jar(Path.of(entry)) : entry)
            .collect(Collectors.joining(File.pathSeparator));
        try (ChildProcess child = ChildProcess.start(this.classPath,
                List.of("-XX:ArchiveClassesAtExit=" + this.archive), main, args)) {
            child.readLines();
            child.exitCode();
        }
    }

    private String jar(Path classes) {
        Path jar = this.temporary.resolve(classes.getFileName() + ".jar");
        try (OutputStream out = Files.newOutputStream(jar);
                JarOutputStream entries = new JarOutputStream(out);
                Stream<Path> files = Files.walk(classes)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                entries.putNextEntry(new ZipEntry(classes.relativize(file).toString().replace('\\', '/')));
                Files.copy(file, entries);
            }
        }
        catch (IOException ex) {
            throw new IllegalStateException(ex);
        }
        return jar.toString();
    }

    ChildProcess start(Class<?> main, Object... args) throws IOException {
        boolean made = Files.exists(this.archive);
        return ChildProcess.start(this.classPath, made ? List.of("-XX:SharedArchiveFile=" + this.archive) : List.of(),
                main, args);
    }

}
