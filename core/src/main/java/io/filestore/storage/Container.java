package io.filestore.storage;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;

import org.jspecify.annotations.Nullable;

import io.filestore.io.StoreDirectory;

/**
 * What lies around the content of a single file: nothing, or LZ4 frames. A container can
 * be continued by appending another.
 */
interface Container {

    /** What the container adds to the file's name. */
    String suffix();

    /** Whether a byte of the content is at the same place in the file. */
    boolean isTransparent();

    /**
     * Starts a container.
     * @param out where it goes
     * @return takes the content; closing it ends the container and leaves {@code out}
     * open
     */
    OutputStream pack(OutputStream out) throws IOException;

    /** Opens a file that exists. */
    Opened open(StoreDirectory directory, Path file) throws IOException;

    /**
     * The content of a file, as far as it can be read.
     *
     * @param content fails only if the disk does
     * @param length how much of the file holds it; what lies behind is a torn append
     * @param damage what is wrong with a part that is not at the end, null if nothing
     */
    record Opened(InputStream content, long length, @Nullable String damage) implements Closeable {

        @Override
        public void close() throws IOException {
            this.content.close();
        }

    }

}
