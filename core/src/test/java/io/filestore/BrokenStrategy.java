package io.filestore;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

import io.filestore.io.FileBatch;
import io.filestore.row.DirtyRows;
import io.filestore.storage.RowSink;
import io.filestore.storage.StandardStrategies;
import io.filestore.storage.StorageStrategy;
import io.filestore.storage.StorageStrategyFactory;
import io.filestore.storage.StrategyContext;

/** Files a row, written by somebody whose code has an error. */
record BrokenStrategy(AtomicReference<Throwable> error) implements StorageStrategyFactory {

    @Override
    public String name() {
        return "broken";
    }

    @Override
    public StorageStrategy create(StrategyContext context) {
        StorageStrategy sound = StandardStrategies.filePerRecord().create(context);
        return new StorageStrategy() {

            @Override
            public Path path() {
                return sound.path();
            }

            @Override
            public Path indexDirectory() {
                return sound.indexDirectory();
            }

            @Override
            public void load(RowSink sink) throws IOException {
                sound.load(sink);
            }

            @Override
            public long write(DirtyRows rows, FileBatch batch) throws IOException {
                if (BrokenStrategy.this.error.get() instanceof RuntimeException ex) {
                    throw ex;
                }
                if (BrokenStrategy.this.error.get() instanceof Error ex) {
                    throw ex;
                }
                return sound.write(rows, batch);
            }

            /** Is asked before anything is written. */
            @Override
            public boolean wantsCompaction() {
                if (BrokenStrategy.this.error.get() instanceof Early ex && ex.left.decrementAndGet() == 0) {
                    throw ex;
                }
                return false;
            }

            @Override
            public Path fileOf(String rowId) {
                return sound.fileOf(rowId);
            }

        };
    }

    /** Thrown by the n-th that is asked whether it wants to be compacted. */
    static final class Early extends RuntimeException {

        private final transient AtomicInteger left;

        Early(int nth) {
            super("An error in the code");
            this.left = new AtomicInteger(nth);
        }

    }

}
