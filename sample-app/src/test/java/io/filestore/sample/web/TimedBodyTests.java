package io.filestore.sample.web;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;

import org.apache.coyote.InputBuffer;
import org.apache.tomcat.util.net.ApplicationBufferHandler;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** How long a body may take, by a clock that the client's pieces move on. */
class TimedBodyTests {

    private final Client client = new Client();

    private final TimedBody body = new TimedBody(this.client, () -> this.client.now);

    private int read() throws IOException {
        return this.body.doRead(new TestHandler());
    }

    private void assertLate() {
        assertThatExceptionOfType(SocketTimeoutException.class).isThrownBy(this::read);
    }

    @Test
    void bodyHasTenSecondsAltogether() throws IOException {
        this.client.sends(1, Duration.ofSeconds(4)).sends(1, Duration.ofMillis(5999)).sends(1, Duration.ofMillis(1));
        assertThat(read()).isOne();
        assertThat(read()).isOne();
        assertThat(read()).isOne();
        assertLate();
    }

    @Test
    void bodyHasASecondMoreForEach32KilobytesThatHaveCome() throws IOException {
        this.client.sends(32 * 1024 - 1, Duration.ofSeconds(10));
        read();
        assertLate();
        Client other = new Client();
        TimedBody longer = new TimedBody(other, () -> other.now);
        other.sends(32 * 1024 - 1, Duration.ofMillis(9999))
            .sends(1, Duration.ofMillis(1))
            .sends(0, Duration.ofMillis(999))
            .sends(0, Duration.ofMillis(1));
        for (int i = 0; i < 4; i++) {
            longer.doRead(new TestHandler());
        }
        assertThatExceptionOfType(SocketTimeoutException.class).isThrownBy(() -> longer.doRead(new TestHandler()));
    }

    @Test
    void timeInWhichNobodyReadsDoesNotCount() throws IOException {
        this.client.sends(1, Duration.ofSeconds(9)).sends(1, Duration.ofMillis(999));
        read();
        this.client.now += Duration.ofHours(1).toNanos();
        assertThat(read()).isOne();
    }

    @Test
    void timeCountsAlsoIfTheClientSendsNothing() {
        this.client.fails(Duration.ofSeconds(10));
        assertThatExceptionOfType(IOException.class).isThrownBy(this::read).withMessage("gone");
        assertLate();
    }

    @Test
    void pieceOfNothingIsNotTheEnd() throws IOException {
        this.client.sends(0, Duration.ZERO);
        assertThat(this.body.available()).isOne();
        assertThat(read()).isZero();
        assertThat(this.body.isAtEnd()).isFalse();
        assertThat(read()).isNegative();
        assertThat(this.body.isAtEnd()).isTrue();
    }

    @Test
    void whatNobodyWantsIsReadToItsEndOrUntilItIsLate() {
        this.client.sends(100, Duration.ofSeconds(1)).sends(100, Duration.ofSeconds(1));
        this.body.skipRest();
        assertThat(this.body.isAtEnd()).isTrue();
        assertThat(this.client.pieces).isEmpty();
        this.client.sends(1, Duration.ofSeconds(8)).sends(1, Duration.ofSeconds(1));
        TimedBody late = new TimedBody(this.client, () -> this.client.now);
        this.client.sends(1, Duration.ofSeconds(1)).sends(1, Duration.ofSeconds(1));
        late.skipRest();
        assertThat(late.isAtEnd()).isFalse();
        assertThat(this.client.pieces).hasSize(1);
    }

    /** Sends pieces, each after a while, and then the end. */
    private static final class Client implements InputBuffer {

        private final Queue<Piece> pieces = new ArrayDeque<>();

        private long now = 5;

        Client sends(int bytes, Duration after) {
            this.pieces.add(new Piece(bytes, after));
            return this;
        }

        void fails(Duration after) {
            this.pieces.add(new Piece(-1, after));
        }

        @Override
        public int doRead(ApplicationBufferHandler handler) throws IOException {
            Piece piece = this.pieces.poll();
            if (piece == null) {
                return -1;
            }
            this.now += piece.after.toNanos();
            if (piece.bytes < 0) {
                throw new IOException("gone");
            }
            return piece.bytes;
        }

        @Override
        public int available() {
            return this.pieces.size();
        }

        private record Piece(int bytes, Duration after) {
        }

    }

    private static final class TestHandler implements ApplicationBufferHandler {

        @Override
        public void setByteBuffer(ByteBuffer buffer) {
            // nobody looks at it
        }

        @Override
        public ByteBuffer getByteBuffer() {
            return ByteBuffer.allocate(0);
        }

        @Override
        public void expand(int size) {
            // nobody looks at it
        }

    }

}
