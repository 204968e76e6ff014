package io.filestore.checksum;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;

import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.filestore.Store;
import io.filestore.config.CollectionOptions;
import io.filestore.io.ContentSum;
import io.filestore.io.FileInfo;
import io.filestore.io.FileModes;
import io.filestore.io.StoreDirectory;
import io.filestore.row.Row;

import static org.assertj.core.api.Assertions.assertThat;

/** Whether the end of a checksum file speaks for a whole file of rows. */
class ChecksumTailTests {

    @TempDir
    private Path root;

    private void put(String path, String... ids) {
        CollectionOptions options = path.endsWith(".lz4") ? CollectionOptions.compressed(path.replace(".lz4", ""))
                : CollectionOptions.singleFile(path);
        try (Store store = Store.builder(this.root)
            .automaticFlush(false)
            .collection("rows", options.withIndexed("n"))
            .open()) {
            for (String id : ids) {
                store.collection("rows").put(id, Row.parse("{\"n\":1}"));
                store.flush();
            }
        }
    }

    private Path checksums(String path) {
        return this.root.resolve(path.replace(".lz4", "") + ".checksums.jsonl");
    }

    private boolean isVouchedFor(String path) throws IOException {
        StoreDirectory directory = StoreDirectory.at(this.root, FileModes.ownerOnly());
        ChecksumTail tail = ChecksumTail.read(directory, checksums(path));
        Path file = this.root.resolve(path);
        FileInfo info = directory.stat(file);
        assertThat(info).isNotNull();
        if (tail == null) {
            return false;
        }
        boolean vouched = tail.vouchesFor(FileStamp.of(info), ContentSum.of(directory, file, info.size()), directory,
                checksums(path));
        if (vouched) {
            byte[] bytes = Files.readAllBytes(checksums(path));
            assertThat(tail.entries()).isEqualTo(ChecksumContent.read(directory, checksums(path), 0).entries());
            assertThat(tail.own()).isEqualTo(ContentSum.of(bytes, 0, bytes.length));
            assertThat(tail.indexes()).containsOnlyKeys("n.jsonl");
        }
        return vouched;
    }

    @ParameterizedTest
    @ValueSource(strings = { "rows.json", "rows.jsonl", "rows.lz4", "rows.jsonl.lz4" })
    void appendsContinueTheChecksumsOverRestarts(String path) throws IOException {
        put(path, "a", "b");
        assertThat(isVouchedFor(path)).isTrue();
        put(path, "a", "c", "ü");
        assertThat(isVouchedFor(path)).isTrue();
        put(path, "a");
        assertThat(isVouchedFor(path)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = { "rows.json", "rows.jsonl" })
    void anEditIsVouchedForOnceItWasAccepted(String path) throws IOException {
        put(path, "a", "b");
        Path file = this.root.resolve(path);
        Files.writeString(file, Files.readString(file).replace("1", "22"));
        assertThat(isVouchedFor(path)).isFalse();
        put(path, "c");
        assertThat(isVouchedFor(path)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = { "rows.json", "rows.jsonl" })
    void fileThatWasNeverSummedUpIsByTheFirstFlush(String path) throws IOException {
        put(path, "a");
        Files.delete(checksums(path));
        put(path);
        assertThat(isVouchedFor(path)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = { "rows.json", "rows.jsonl" })
    void aBitInEitherFileAndATornEndAreNoticed(String path) throws IOException {
        put(path, "a", "b");
        for (Path file : new Path[] { this.root.resolve(path), checksums(path) }) {
            byte[] good = Files.readAllBytes(file);
            var time = Files.getLastModifiedTime(file);
            for (int i = 0; i < good.length; i += 3) {
                byte[] bad = good.clone();
                bad[i] ^= 4;
                Files.write(file, bad);
                Files.setLastModifiedTime(file, time);
                assertThat(isVouchedFor(path)).as(file + ", byte " + i).isFalse();
            }
            Files.write(file, good);
            Files.setLastModifiedTime(file, time);
        }
        assertThat(isVouchedFor(path)).isTrue();
        byte[] good = Files.readAllBytes(checksums(path));
        for (int length = 0; length < good.length; length++) {
            Files.write(checksums(path), Arrays.copyOf(good, length));
            assertThat(ChecksumTail.read(StoreDirectory.at(this.root, FileModes.ownerOnly()), checksums(path)))
                .as(length + " bytes")
                .satisfiesAnyOf((tail) -> assertThat(tail).isNull(),
                        (tail) -> assertThat(isVouchedFor(path)).isFalse());
        }
        Files.write(checksums(path), good, StandardOpenOption.TRUNCATE_EXISTING);
        assertThat(isVouchedFor(path)).isTrue();
    }

}
