package io.filestore.io;

import java.io.IOException;
import java.io.OutputStream;

/**
 * What is to be written to a file. Many small writes are fine: the stream is buffered.
 */
@FunctionalInterface
public interface Content {

    /**
     * Writes everything; called once.
     * @param out where to; must not be closed, need not be flushed
     * @throws IOException if the disk fails
     */
    void writeTo(OutputStream out) throws IOException;

    /** These bytes; not copied. */
    static Content of(byte[] bytes) {
        return (out) -> out.write(bytes);
    }

}
