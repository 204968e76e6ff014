package io.filestore.sample;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Programs of the machine that tests use where they are.
 */
final class Programs {

    private Programs() {
    }

    /** The first of some programs that is on the path, or where Debian puts them. */
    static Optional<Path> find(String... names) {
        String path = System.getenv().getOrDefault("PATH", "") + File.pathSeparator + "/usr/bin";
        return Stream.of(names)
            .flatMap((name) -> Stream.of(path.split(File.pathSeparator))
                .map((directory) -> Path.of(directory).resolve(name)))
            .filter(Files::isExecutable)
            .findFirst();
    }

}
