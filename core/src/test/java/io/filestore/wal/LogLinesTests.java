package io.filestore.wal;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;

import io.filestore.row.Change;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

class LogLinesTests {

    private static final int COUNT = 10_000;

    private final AtomicInteger closed = new AtomicInteger();

    private static byte[] log() {
        LogBatch batch = new LogBatch();
        batch.begin(1, 0, 1000);
        for (int i = 1; i <= COUNT; i++) {
            batch.add(Operation.INSERT, LogBatch.table("rows"),
                    new Change("rows", "row-" + i, new byte[] { '{', '}' }, 0), i, i);
        }
        String lines = new String(batch.buffer(), 0, batch.length(), StandardCharsets.UTF_8);
        return (new String(LogFormat.header(LogFormat.Header.of(1, 0, 0, 1, null)), StandardCharsets.UTF_8) + "  \n"
                + lines)
            .getBytes(StandardCharsets.UTF_8);
    }

    private InputStream counted(InputStream in) {
        return new SequenceInputStream(in, InputStream.nullInputStream()) {
            @Override
            public void close() throws IOException {
                LogLinesTests.this.closed.incrementAndGet();
                super.close();
            }
        };
    }

    @Test
    void goesThroughManyBlocksInOrder() throws IOException {
        byte[] log = log();
        List<LogRecord> found = new ArrayList<>();
        long end = 0;
        try (LogLines lines = new LogLines(counted(new ByteArrayInputStream(log)))) {
            LogLines.Line header = lines.next();
            assertThat(header.header()).isEqualTo(LogFormat.Header.of(1, 0, 0, 1, null));
            for (LogLines.Line line = lines.next(); line != null; line = lines.next()) {
                assertThat(line.number()).isEqualTo(found.size() + 3);
                assertThat(line.offset()).isEqualTo((end == 0) ? header.end() + 3 : end);
                end = line.end();
                found.add(line.record());
            }
            assertThat(lines.next()).isNull();
        }
        assertThat(found).extracting(LogRecord::lsn).hasSize(COUNT).isSorted().doesNotHaveDuplicates();
        assertThat(end).isEqualTo(log.length);
        assertThat(this.closed).hasValue(1);
    }

    @Test
    void failsWhereTheFileCannotBeRead() throws IOException {
        InputStream broken = new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("Input/output error");
            }
        };
        try (LogLines lines = new LogLines(counted(new SequenceInputStream(new ByteArrayInputStream(log()), broken)))) {
            assertThatIOException().isThrownBy(() -> {
                while (lines.next() != null) {
                    continue;
                }
            }).withMessage("Input/output error");
            assertThat(lines.next()).isNull();
        }
        assertThat(this.closed).hasValue(1);
    }

    @Test
    void canBeLeftBeforeTheEnd() throws IOException {
        try (LogLines lines = new LogLines(counted(new ByteArrayInputStream(log())))) {
            lines.next();
            assertThat(lines.next().record().lsn()).isEqualTo(1);
        }
        assertThat(this.closed).hasValue(1);
    }

}
