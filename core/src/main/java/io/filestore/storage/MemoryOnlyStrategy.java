package io.filestore.storage;

import java.nio.file.Path;

import org.jspecify.annotations.Nullable;

import io.filestore.io.FileBatch;
import io.filestore.row.DirtyRows;

/** Keeps nothing. */
final class MemoryOnlyStrategy implements StorageStrategy {

    @Override
    public @Nullable Path path() {
        return null;
    }

    @Override
    public @Nullable Path indexDirectory() {
        return null;
    }

    @Override
    public void load(RowSink sink) {
    }

    @Override
    public long write(DirtyRows rows, FileBatch batch) {
        return 0;
    }

    @Override
    public @Nullable Path fileOf(String rowId) {
        return null;
    }

}
