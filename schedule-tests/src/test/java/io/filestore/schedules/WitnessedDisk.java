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

    private final Moments moments;

    private final List<Batch> batches = new ArrayList<>();

    private record Batch(String lines, int moment) {
    }

    /** A force is long, so that others can do something meanwhile. */
    private static final int STEPS_OF_A_FORCE = 25;

    private volatile int forces;

    WitnessedDisk(MemoryDirectory disk, Moments moments) {
        super(disk);
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

    @Override
    protected void before(String call, Path file) {
        for (int i = 0; call.equals("sync") && i < STEPS_OF_A_FORCE; i++) {
            this.forces = i;
        }
    }

    /** In the order of the log. */
    List<Commit> commits() {
        return this.batches.stream().flatMap((batch) -> Commit.in(batch.lines(), batch.moment()).stream()).toList();
    }

}
