package io.filestore.process;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** Writes half of the first piece that it gets, and then does something else. */
final class HalfOutput extends FilterOutputStream {

    private final Runnable then;

    HalfOutput(OutputStream out, Runnable then) {
        super(out);
        this.then = then;
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        this.out.write(bytes, offset, length / 2);
        this.out.flush();
        this.then.run();
    }

}
