package io.filestore.check;

import java.nio.file.Path;
import java.util.List;

import io.filestore.engine.OpenCollection;
import io.filestore.io.FileInfo;
import io.filestore.report.Finding;
import io.filestore.storage.RowSink;

/** Takes what the files of a collection say, and notes what lies among them. */
public abstract class CollectionSink implements RowSink {

    private final OpenCollection collection;

    private final StrayFiles strays = new StrayFiles();

    protected CollectionSink(OpenCollection collection) {
        this.collection = collection;
    }

    protected final OpenCollection collection() {
        return this.collection;
    }

    @Override
    public final void passedOver(Path file, FileInfo.Kind kind) {
        this.strays.passedOver(file, kind);
    }

    @Override
    public final void copied(Path file) {
        this.strays.copied(file);
    }

    /** What lies among the files, once everything is loaded. */
    public final List<Finding> strays() {
        return this.strays.findings(this.collection.name());
    }

}
