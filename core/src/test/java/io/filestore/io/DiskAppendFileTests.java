package io.filestore.io;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class DiskAppendFileTests {

    @TempDir
    Path root;

    @Test
    void appendsBehindWhatIsThere() throws IOException {
        Files.writeString(path(), "12");
        try (AppendFile file = open()) {
            assertThat(file.length()).isEqualTo(2);
            append(file, "34");
            file.append("xx56xx".getBytes(StandardCharsets.UTF_8), 2, 2);
            file.force();
            assertThat(file.length()).isEqualTo(6);
        }
        assertThat(path()).hasContent("123456");
    }

    @Test
    void truncateCutsAndTheNextAppendGoesOnThere() throws IOException {
        try (AppendFile file = open()) {
            append(file, "123456");
            file.truncate(2);
            assertThat(file.length()).isEqualTo(2);
            append(file, "x");
            assertThatIllegalArgumentException().isThrownBy(() -> file.truncate(4));
        }
        assertThat(path()).hasContent("12x");
    }

    @Test
    void interruptedThreadGoesOnAndStaysInterrupted() throws IOException {
        try (AppendFile file = open()) {
            Thread.currentThread().interrupt();
            append(file, "1");
            file.force();
            append(file, "2");
            file.truncate(1);
            append(file, "3");
            assertThat(Thread.currentThread().isInterrupted()).isTrue();
        }
        finally {
            Thread.interrupted();
        }
        assertThat(path()).hasContent("13");
    }

    @Test
    void remainsOfAFailedAppendAreCutByTheNextOne() throws IOException {
        try (FailingFile disk = new FailingFile(path()); AppendFile file = new DiskAppendFile(disk)) {
            append(file, "1234");
            disk.failing = true;
            assertThatIOException().isThrownBy(() -> append(file, "abcdefgh"));
            assertThat(file.length()).isEqualTo(4);
            assertThat(path()).hasContent("1234abcd");
            disk.failing = false;
            append(file, "5");
            assertThat(path()).hasContent("12345");
        }
    }

    @Test
    void remainsOfAFailedAppendAreCutByTruncateToLength() throws IOException {
        try (FailingFile disk = new FailingFile(path()); AppendFile file = new DiskAppendFile(disk)) {
            append(file, "1234");
            disk.failing = true;
            assertThatIOException().isThrownBy(() -> append(file, "abcdefgh"));
            file.truncate(file.length());
            assertThat(path()).hasContent("1234");
        }
    }

    @Test
    void appendsOverwriteTheReserve() throws IOException {
        try (AppendFile file = open()) {
            file.append("12....".getBytes(StandardCharsets.UTF_8), 0, 2, 4);
            assertThat(file.length()).isEqualTo(2);
            append(file, "34");
            assertThat(path()).hasContent("1234..");
            append(file, "5678");
            assertThat(path()).hasContent("12345678");
            assertThat(file.length()).isEqualTo(8);
        }
    }

    @Test
    void reserveGoesWithWhatIsCut() throws IOException {
        try (FailingFile disk = new FailingFile(path()); AppendFile file = new DiskAppendFile(disk)) {
            file.append("12.........".getBytes(StandardCharsets.UTF_8), 0, 2, 9);
            disk.failing = true;
            assertThatIOException().isThrownBy(() -> append(file, "abcdef"));
            assertThat(path()).hasContent("12abc......");
            disk.failing = false;
            append(file, "3");
            assertThat(path()).hasContent("123");
            file.append("4..".getBytes(StandardCharsets.UTF_8), 0, 1, 2);
            file.truncate(4);
            assertThat(path()).hasContent("1234");
        }
    }

    private Path path() {
        return this.root.resolve("log.jsonl");
    }

    private AppendFile open() throws IOException {
        return StoreDirectory.at(this.root, FileModes.ownerOnly()).openAppend(path());
    }

    private static void append(AppendFile file, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        file.append(bytes, 0, bytes.length);
    }

    private static final class FailingFile extends RandomAccessFile {

        private boolean failing;

        FailingFile(Path path) throws IOException {
            super(path.toFile(), "rw");
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            super.write(bytes, offset, this.failing ? length / 2 : length);
            if (this.failing) {
                throw new IOException("No space left on device");
            }
        }

    }

}
