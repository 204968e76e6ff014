package io.filestore.storage;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
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
        assertThat(text(reader)).startsWith("{\0").endsWith("\0");
        assertThat(reader.next()).isFalse();
    }

    @Test
    void lineThatDoesNotFitTheBufferIsWhole() throws IOException {
        String text = "a\n" + "b".repeat(200_000) + "\n" + "c".repeat(999_990) + "\nd";
        LineReader reader = new LineReader(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), 1_000_000);
        for (String line : text.split("\n")) {
            assertThat(reader.next()).isTrue();
            assertThat(text(reader)).isEqualTo(line);
        }
        assertThat(reader.next()).isFalse();
    }

    @Test
    void lineOfAsManyBytesAsTheLimitIsNotTooLong() throws IOException {
        InputStream in = new SequenceInputStream(new ByteArrayInputStream("x".repeat(1000).getBytes()),
                new ByteArrayInputStream("\nb".getBytes()));
        LineReader reader = new LineReader(in, 1000);
        assertThat(reader.next()).isTrue();
        assertThat(reader.isTooLong()).isFalse();
        assertThat(reader.length()).isEqualTo(1000);
        assertThat(reader.next()).isTrue();
        assertThat(text(reader)).isEqualTo("b");
    }

    @Test
    void lineKnowsItsNumberItsPlaceAndWhetherItIsBlank() throws IOException {
        LineReader reader = reader("a\n \t\r\n\n\0b\nc", 1000, new Random(1));
        List<String> lines = new ArrayList<>();
        while (reader.next()) {
            lines.add(reader.number() + " at " + reader.position() + (reader.isTerminated() ? "" : " torn")
                    + (reader.isBlank() ? " blank" : ""));
        }
        assertThat(lines).containsExactly("1 at 0", "2 at 2 blank", "3 at 6 blank", "4 at 7", "5 at 10 torn");
    }

    @Test
    void byteOrderMarkIsLeftOutAndNothingElse() throws IOException {
        for (String line : new String[] { "", "a", "ab", "abc", "\ufeff", "\ufeffabc" }) {
            LineReader reader = reader(line + "\nnext", 1000, new Random(1));
            reader.next();
            reader.skipByteOrderMark();
            assertThat(text(reader)).isEqualTo(line.replace("\ufeff", ""));
            assertThat(reader.position()).isEqualTo(line.startsWith("\ufeff") ? 3 : 0);
            reader.next();
            assertThat(text(reader)).isEqualTo("next");
            assertThat(reader.position()).isEqualTo(line.getBytes(StandardCharsets.UTF_8).length + 1);
        }
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
