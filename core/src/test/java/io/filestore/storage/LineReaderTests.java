package io.filestore.storage;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class LineReaderTests {

    @Test
    void linesAreFoundWhereverTheStreamStops() throws IOException {
        Random random = new Random(1);
        for (int i = 0; i < 200; i++) {
            StringBuilder text = new StringBuilder();
            for (int line = 0; line < 20; line++) {
                text.append("x".repeat(random.nextInt(10_000))).append('\n');
            }
            text.append("end");
            LineReader reader = reader(text.toString(), 1_000_000, random);
            long position = 0;
            for (String line : text.toString().split("\n")) {
                assertThat(reader.next()).isTrue();
                assertThat(text(reader)).isEqualTo(line);
                assertThat(reader.position()).isEqualTo(position);
                position += line.length() + 1;
            }
            assertThat(reader.isTerminated()).isFalse();
            assertThat(reader.next()).isFalse();
        }
    }

    @Test
    void ofALongLineTheStartIsKeptAndTheNextLineIsFound() throws IOException {
        String text = "a\n" + "b".repeat(300_000) + "\nc\n" + "d".repeat(200_000);
        for (int seed = 0; seed < 20; seed++) {
            LineReader reader = reader(text, 1000, new Random(seed));
            List<String> lines = new ArrayList<>();
            while (reader.next()) {
                assertThat(text.substring((int) reader.position())).startsWith(text(reader));
                lines.add(text(reader).charAt(0) + (reader.isTooLong() ? " too long" : ""));
            }
            assertThat(lines).containsExactly("a", "b too long", "c", "d too long");
        }
    }

    @Test
    void longTailOfZerosIsALineThatMayBeTorn() throws IOException {
        LineReader reader = reader("{" + "\0".repeat(500_000), 1000, new Random(1));
        assertThat(reader.next()).isTrue();
        assertThat(reader.isTooLong()).isFalse();
        assertThat(reader.hasZeros()).isTrue();
        assertThat(reader.next()).isFalse();
    }

    private static String text(LineReader reader) {
        return new String(reader.copy(), StandardCharsets.UTF_8);
    }

    /** From a stream that gives as much as it likes. */
    private static LineReader reader(String text, int limit, Random random) {
        InputStream in = new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)) {

            @Override
            public synchronized int read(byte[] target, int offset, int length) {
                return super.read(target, offset, Math.min(length, 1 + random.nextInt(5000)));
            }

        };
        return new LineReader(in, limit);
    }

}
