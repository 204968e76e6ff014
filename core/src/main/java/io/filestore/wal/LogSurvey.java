package io.filestore.wal;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

import io.filestore.io.FileNames;
import io.filestore.io.StoreDirectory;

/**
 * What the segments of a log say of themselves, before any of it is replayed: whose they
 * are, and where they begin.
 */
public final class LogSurvey {

    private static final long UNKNOWN = -1;

    private final List<Segment> segments;

    private LogSurvey(List<Segment> segments) {
        this.segments = segments;
    }

    /** Reads the first lines of all segments. */
    public static LogSurvey of(StoreDirectory directory) throws IOException {
        List<Segment> segments = new ArrayList<>();
        for (Path file : LogReader.segments(directory)) {
            segments.add(read(directory, file));
        }
        return new LogSurvey(segments);
    }

    private static Segment read(StoreDirectory directory, Path file) throws IOException {
        long first = FileNames.firstLsn(String.valueOf(file.getFileName())).orElse(UNKNOWN);
        try (InputStream in = directory.read(file)) {
            LineScanner lines = new LineScanner(in);
            while (lines.next()) {
                LogFormat.Header header = lines.isIntact() ? LogFormat.header(lines.line()) : null;
                LogRecord record = (header == null && lines.isIntact()) ? lines.record() : null;
                if (header != null) {
                    return new Segment(file, header.firstLsn(), header.run(), header.store());
                }
                if (record != null) {
                    // Its first line was damaged; what is whole still tells where it
                    // began.
                    return new Segment(file, (first != UNKNOWN) ? first : record.lsn(), 0, null);
                }
            }
        }
        return new Segment(file, first, 0, null);
    }

    public boolean isEmpty() {
        return this.segments.isEmpty();
    }

    /**
     * Whether one of the segments begins with this LSN, or may have: a power loss can
     * leave an open segment without any line.
     */
    public boolean hasSegment(long firstLsn) {
        return this.segments.stream()
            .anyMatch((segment) -> segment.firstLsn() == firstLsn || segment.firstLsn() == UNKNOWN);
    }

    /** The highest run that a segment mentions, 0 if none does. */
    public long run() {
        return this.segments.stream().mapToLong(Segment::run).max().orElse(0);
    }

    /** The store that the segments belong to, null if they do not say it. */
    public @Nullable String store() {
        return this.segments.stream().map(Segment::store).filter(Objects::nonNull).findFirst().orElse(null);
    }

    /** A segment that says that it belongs to another store; null if none does. */
    public @Nullable Path stranger(String store) {
        return this.segments.stream()
            .filter((segment) -> segment.store() != null && !segment.store().equals(store))
            .map(Segment::file)
            .findFirst()
            .orElse(null);
    }

    private record Segment(Path file, long firstLsn, long run, @Nullable String store) {
    }

}
