package io.filestore.schedules;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import io.filestore.io.AppendFile;
import io.filestore.io.MemoryDirectory;
import io.filestore.process.WrappedDirectory;

/** A disk that notes what is appended to the log, and when. */
final class WitnessedDisk extends WrappedDirectory {

    /** A force is long, so that others can do something meanwhile. */
    private static final int STEPS_OF_A_FORCE = 25;

    private final MemoryDirectory disk;

    private final Moments moments;

    private final List<Batch> batches = new ArrayList<>();

    private record Batch(String lines, int moment) {
    }

    private volatile int forcing;

    private int lastForce;

    WitnessedDisk(MemoryDirectory disk, Moments moments) {
        super(disk);
        this.disk = disk;
        this.moments = moments;
    }

    @Override
    protected void append(AppendFile to, Path file, byte[] bytes, int offset, int length, int reserve)
            throws IOException {
        super.append(to, file, bytes, offset, length, reserve);
        if (file.endsWith("_wal.jsonl")) {
            this.batches.add(new Batch(new String(bytes, offset, length, StandardCharsets.UTF_8), this.moments.next()));
        }
    }

    /**
     * The power goes between the append of a batch and its force, the n-th from now on.
     */
    void losePowerBeforeForce(int n) {
        this.lastForce = n;
    }

    @Override
    protected void before(String call, Path file) {
        if (!call.equals("sync")) {
            return;
        }
        if (--this.lastForce == 0) {
            this.disk.crashAt(this.disk.calls() + 1);
        }
        for (int i = 0; i < STEPS_OF_A_FORCE; i++) {
            this.forcing = i;
        }
    }

    /** In the order of the log. */
    List<Commit> commits() {
        return this.batches.stream().flatMap((batch) -> Commit.in(batch.lines(), batch.moment()).stream()).toList();
    }

}
