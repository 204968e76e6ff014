package io.filestore.sample.web;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

import org.apache.coyote.InputBuffer;
import org.apache.tomcat.util.net.ApplicationBufferHandler;

/**
 * The body of a request, which has to arrive in {@value #SECONDS} seconds, and one more
 * for each {@value #BYTES_A_SECOND} bytes that have come. Only the time spent waiting for
 * the client counts.
 */
final class TimedBody implements InputBuffer {

    static final int SECONDS = 10;

    static final int BYTES_A_SECOND = 32 * 1024;

    private final InputBuffer input;

    private final LongSupplier nanos;

    private long waited;

    private long received;

    private boolean atEnd;

    TimedBody(InputBuffer input) {
        this(input, System::nanoTime);
    }

    /**
     * @param nanos the time
     */
    TimedBody(InputBuffer input, LongSupplier nanos) {
        this.input = input;
        this.nanos = nanos;
    }

    @Override
    public int doRead(ApplicationBufferHandler handler) throws IOException {
        if (isLate()) {
            // Which Tomcat answers with 408.
            throw new SocketTimeoutException("The body has not come in time");
        }
        long started = this.nanos.getAsLong();
        try {
            int read = this.input.doRead(handler);
            if (read < 0) {
                this.atEnd = true;
            }
            else {
                this.received += read;
            }
            return read;
        }
        finally {
            this.waited += this.nanos.getAsLong() - started;
        }
    }

    private boolean isLate() {
        return TimeUnit.NANOSECONDS.toSeconds(this.waited) >= SECONDS + this.received / BYTES_A_SECOND;
    }

    /** Reads what nobody wants, until the body ends or is late. */
    void skipRest() {
        Skipped skipped = new Skipped();
        try {
            while (!this.atEnd) {
                doRead(skipped);
            }
        }
        catch (IOException ex) {
            // The client has its answer; what else it sends is not waited for.
        }
    }

    boolean isAtEnd() {
        return this.atEnd;
    }

    @Override
    public int available() {
        return this.input.available();
    }

    /** Where bytes go that nobody looks at. */
    private static final class Skipped implements ApplicationBufferHandler {

        private ByteBuffer buffer = ByteBuffer.allocate(0);

        @Override
        public void setByteBuffer(ByteBuffer buffer) {
            this.buffer = buffer;
        }

        @Override
        public ByteBuffer getByteBuffer() {
            return this.buffer;
        }

        @Override
        public void expand(int size) {
            // what has come is dropped
        }

    }

}
