package io.filestore.io;

import java.io.IOException;
import java.io.OutputStream;

/** Appends to a file what is written. */
final class AppendOutput extends OutputStream {

    private final AppendFile file;

    AppendOutput(AppendFile file) {
        this.file = file;
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] { (byte) b }, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        this.file.append(bytes, offset, length);
    }

}
