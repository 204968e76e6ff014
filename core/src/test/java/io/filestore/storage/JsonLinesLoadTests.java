package io.filestore.storage;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.filestore.io.MemoryDirectory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What one thread runs into ends the load of all that read the file. */
@Timeout(value = 2, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class JsonLinesLoadTests {

    private static final String ROW = "{\"id\":\"a\",\"text\":\"" + "x".repeat(1000) + "\"}\n";

    private final AtomicInteger rows = new AtomicInteger();

    private void load(InputStream content, long length, Throwable thrown) throws IOException {
        MemoryDirectory disk = new MemoryDirectory();
        CollectionPlace place = new CollectionPlace("users", disk, disk.resolve("users.jsonl"));
        new JsonLinesLoad(place, new Sink(thrown), true).read(new Container.Opened(content, length, null));
    }

    private void load(String text, Throwable thrown) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        load(new ByteArrayInputStream(bytes), bytes.length, thrown);
    }

    @ParameterizedTest
    @ValueSource(ints = { 10, 6000 })
    void whatTheSinkThrowsIsThrownAndNoRowFollows(int lines) {
        String text = "{oops}\n" + ROW.repeat(lines);
        Throwable[] all = { new IllegalStateException("enough"), new OutOfMemoryError("enough") };
        for (Throwable thrown : all) {
            assertThatThrownBy(() -> load(text, thrown)).isSameAs(thrown);
            assertThat(this.rows).hasValue(0);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = { 0, 10, 6000 })
    void diskThatFailsFailsTheLoad(int lines) {
        byte[] start = ROW.repeat(lines).getBytes(StandardCharsets.UTF_8);
        IOException broken = new IOException("broken");
        InputStream in = new SequenceInputStream(new ByteArrayInputStream(start), new InputStream() {

            @Override
            public int read() throws IOException {
                throw broken;
            }

        });
        assertThatIOException().isThrownBy(() -> load(in, 6_000_000, broken)).isSameAs(broken);
    }

    @Test
    void allRowsOfABigFileAreTaken() throws IOException {
        load(ROW.repeat(6000), new IllegalStateException("not thrown"));
        assertThat(this.rows).hasValue(6000);
    }

    private final class Sink implements RowSink {

        private final Throwable thrown;

        Sink(Throwable thrown) {
            this.thrown = thrown;
        }

        @Override
        public void row(String id, byte[] json, long expiresAt) {
            JsonLinesLoadTests.this.rows.incrementAndGet();
        }

        @Override
        public void remove(String id) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void damaged(Path file, String reason) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void damaged(Path file, long line, byte[] content, String reason) {
            if (this.thrown instanceof Error error) {
                throw error;
            }
            throw (RuntimeException) this.thrown;
        }

    }

}
