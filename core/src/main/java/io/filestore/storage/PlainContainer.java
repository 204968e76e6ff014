package io.filestore.storage;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

import io.filestore.io.FileInfo;
import io.filestore.io.StoreDirectory;

/** The content as it is. */
final class PlainContainer implements Container {

    @Override
    public String suffix() {
        return "";
    }

    @Override
    public boolean isTransparent() {
        return true;
    }

    @Override
    public OutputStream pack(OutputStream out) {
        return new OpenOutput(out);
    }

    @Override
    public Opened open(StoreDirectory directory, Path file) throws IOException {
        FileInfo info = directory.stat(file);
        if (info == null) {
            throw new NoSuchFileException(file.toString());
        }
        return new Opened(directory.read(file), info.size(), null);
    }

    /** Leaves the stream behind it open. */
    static final class OpenOutput extends FilterOutputStream {

        OpenOutput(OutputStream out) {
            super(out);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            this.out.write(bytes, offset, length);
        }

        @Override
        public void close() throws IOException {
            flush();
        }

    }

}
