package io.filestore.wal;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class LineScannerTests {

    private static LineScanner scanner(String text) {
        return new LineScanner(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void linesHaveTheirPlaces() throws IOException {
        LineScanner lines = scanner("ab\n\nü\nend");
        assertThat(lines.next()).isTrue();
        assertThat(lines.line()).asString().isEqualTo("ab");
        assertThat(lines.offset()).isZero();
        assertThat(lines.nextOffset()).isEqualTo(3);
        assertThat(lines.next()).isTrue();
        assertThat(lines.line()).isEmpty();
        assertThat(lines.next()).isTrue();
        assertThat(lines.offset()).isEqualTo(4);
        assertThat(lines.next()).isTrue();
        assertThat(lines.line()).asString().isEqualTo("end");
        assertThat(lines.offset()).isEqualTo(7);
        assertThat(lines.nextOffset()).isEqualTo(10);
        assertThat(lines.isIntact()).isFalse();
        assertThat(lines.next()).isFalse();
        assertThat(lines.nextOffset()).isEqualTo(10);
    }

    @Test
    void anEmptyFileHasNoLines() throws IOException {
        LineScanner lines = scanner("");
        assertThat(lines.next()).isFalse();
        assertThat(lines.nextOffset()).isZero();
    }

    @Test
    void anIntactLineNeedsItsLineFeed() throws IOException {
        String header = new String(LogFormat.header(LogFormat.Header.of(1, 0, 0, 1, null)), StandardCharsets.UTF_8);
        LineScanner lines = scanner(header + header.strip());
        lines.next();
        assertThat(lines.isIntact()).isTrue();
        lines.next();
        assertThat(lines.isIntact()).isFalse();
    }

    @Test
    void linesLongerThanTheBufferAreHeldWhole() throws IOException {
        String text = "x".repeat(300_000);
        LineScanner lines = scanner("a\n" + text + "\nb\n");
        lines.next();
        lines.next();
        assertThat(lines.line()).asString().isEqualTo(text);
        assertThat(lines.offset()).isEqualTo(2);
        lines.next();
        assertThat(lines.offset()).isEqualTo(300_003);
    }

    @Test
    void aLineLongerThanAnyOfTheLogIsPassedOver() throws IOException {
        int zeros = 45 << 20;
        LineScanner lines = new LineScanner(new Zeros(zeros));
        assertThat(lines.next()).isTrue();
        assertThat(lines.isIntact()).isFalse();
        assertThat(lines.nextOffset()).isEqualTo(zeros);
        assertThat(lines.next()).isFalse();
    }

    /** As a power loss may leave them. */
    private static final class Zeros extends InputStream {

        private int left;

        Zeros(int count) {
            this.left = count;
        }

        @Override
        public int read() {
            return (this.left-- > 0) ? 0 : -1;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) {
            int count = Math.min(length, this.left);
            Arrays.fill(bytes, offset, offset + count, (byte) 0);
            this.left -= count;
            return (count > 0) ? count : -1;
        }

    }

}
