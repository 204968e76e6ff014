package io.filestore.autoconfigure.endpoint;

import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.InvalidEndpointRequestException;

/**
 * Where backups go that are asked for over HTTP or JMX: each into a directory of its own,
 * directly below the one that is configured. Who asks chooses a name, and never a path.
 */
final class BackupPlace {

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]{0,63}(\\.[A-Za-z0-9_-]{1,16})?");

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss.SSS'Z'")
        .withZone(ZoneOffset.UTC);

    private final @Nullable Path directory;

    /**
     * @param directory null if none is configured
     */
    BackupPlace(@Nullable String directory) {
        this.directory = (directory != null && !directory.isBlank()) ? Path.of(directory).toAbsolutePath().normalize()
                : null;
    }

    /** A place that is named after a time. */
    Path at(Instant time) {
        return of(TIME.format(time));
    }

    Path of(String name) {
        if (this.directory == null) {
            throw refused(
                    "No directory for backups is configured. Set filestore.backup.directory, best to one on another disk.");
        }
        if (!NAME.matcher(name).matches() || name.endsWith(".unfinished")) {
            throw refused("'" + name
                    + "' cannot be the name of a backup. A name has letters, digits, '-' and '_', and may have an ending.");
        }
        return this.directory.resolve(name);
    }

    private static InvalidEndpointRequestException refused(String reason) {
        return new InvalidEndpointRequestException("The backup is refused", reason);
    }

}
