package io.filestore.wal;

import java.nio.file.Path;

/**
 * A segment of the log as it was found, or sealed: then it gets no further lines, and
 * waits until a flush has made it redundant.
 *
 * @param file where it lies
 * @param firstLsn its first line
 * @param lastLsn its last line; one less than {@code firstLsn} if it has none
 * @param bytes its size, up to the end of its last line
 */
record LogSegment(Path file, long firstLsn, long lastLsn, long bytes) {
}
