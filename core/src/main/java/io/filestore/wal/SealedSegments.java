package io.filestore.wal;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

import org.jspecify.annotations.Nullable;

import io.filestore.io.StoreDirectory;

/**
 * The segments of the log that wait for the next flush, oldest first. One thread uses
 * them at a time; any may ask how many and how large they are.
 */
final class SealedSegments {

    private final Deque<LogSegment> segments = new ArrayDeque<>();

    private volatile int count;

    private volatile long bytes;

    void add(List<LogSegment> found) {
        this.segments.addAll(found);
        sumUp();
    }

    void add(LogSegment segment) {
        add(List.of(segment));
    }

    void remove(long firstLsn) {
        this.segments.removeIf((segment) -> segment.firstLsn() == firstLsn);
        sumUp();
    }

    boolean hasFirst(long firstLsn) {
        return this.segments.stream().anyMatch((segment) -> segment.firstLsn() == firstLsn);
    }

    /** Takes away the last one if it is the file that lines are appended to. */
    @Nullable LogSegment removeOpen(StoreDirectory directory) {
        LogSegment last = this.segments.peekLast();
        if (last == null || !isOpen(last, directory)) {
            return null;
        }
        this.segments.removeLast();
        sumUp();
        return last;
    }

    /**
     * A power loss may leave the name of a sealed segment and none of its lines. The next
     * segment to be sealed gets the same name.
     */
    void deleteEmpty(StoreDirectory directory) throws IOException {
        for (LogSegment segment : List.copyOf(this.segments)) {
            boolean empty = segment.bytes() == 0 || segment.lastLsn() < segment.firstLsn();
            if (empty && !isOpen(segment, directory)) {
                directory.delete(segment.file());
                this.segments.remove(segment);
            }
        }
        sumUp();
    }

    private static boolean isOpen(LogSegment segment, StoreDirectory directory) {
        return segment.file().equals(OpenSegment.path(directory));
    }

    /** Forces those that have lines beyond what is durable. */
    void force(StoreDirectory directory, long durableLsn) throws IOException {
        for (LogSegment segment : this.segments) {
            if (segment.lastLsn() > durableLsn) {
                directory.force(segment.file());
            }
        }
    }

    /** The files of those that have lines beyond this one. */
    List<Path> beyond(long lsn) {
        return this.segments.stream().filter((segment) -> segment.lastLsn() > lsn).map(LogSegment::file).toList();
    }

    /** Deletes those that have no line beyond this one. */
    void trim(StoreDirectory directory, long lsn) throws IOException {
        boolean deleted = false;
        try {
            while (!this.segments.isEmpty() && this.segments.getFirst().lastLsn() <= lsn) {
                directory.delete(this.segments.getFirst().file());
                this.segments.removeFirst();
                deleted = true;
            }
            if (deleted) {
                directory.forceDirectory(directory.root());
            }
        }
        finally {
            sumUp();
        }
    }

    /** Reads all, and says whether the file that lines are appended to was among them. */
    boolean scan(LogScan scan, StoreDirectory directory) throws IOException {
        boolean open = false;
        for (LogSegment segment : this.segments) {
            scan.read(segment.file());
            open |= isOpen(segment, directory);
        }
        return open;
    }

    private void sumUp() {
        this.count = this.segments.size();
        this.bytes = this.segments.stream().mapToLong(LogSegment::bytes).sum();
    }

    int count() {
        return this.count;
    }

    long bytes() {
        return this.bytes;
    }

}
