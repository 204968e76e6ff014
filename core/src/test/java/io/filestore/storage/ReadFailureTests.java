package io.filestore.storage;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import io.filestore.io.MemoryDirectory;
import io.filestore.io.StoreDirectory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** A disk that cannot read is not taken for one that holds nothing. */
class ReadFailureTests {

    private static final int ROWS = 600;

    private static MemoryDirectory diskWithRows(Form form) {
        MemoryDirectory disk = new MemoryDirectory();
        Rows rows = form.open(disk);
        for (int i = 0; i < ROWS; i++) {
            rows.put("row-" + i, "{\"n\":" + i + "}");
        }
        rows.flush();
        return disk;
    }

    @ParameterizedTest
    @EnumSource
    void fileThatCannotBeOpenedFailsTheLoad(Form form) {
        MemoryDirectory whole = diskWithRows(form);
        int before = whole.reads();
        assertThat(Loaded.from(form.strategy(whole)).rows()).hasSize(ROWS);
        int reads = whole.reads() - before;
        assertThat(reads).isPositive();
        for (int read = 1; read <= reads; read += 1 + reads / 10) {
            MemoryDirectory disk = diskWithRows(form);
            disk.failReadAt(disk.reads() + read);
            assertFails(form, disk);
        }
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "FILE_PER_RECORD")
    void fileThatCannotBeReadToItsEndFailsTheLoad(Form form) throws IOException {
        MemoryDirectory disk = diskWithRows(form);
        int length = disk.bytes(disk.files().get(0)).length;
        for (int bytes : new int[] { 0, 1, length / 2, length - 1 }) {
            assertFails(form, failingBehind(bytes, disk));
        }
        assertThat(Loaded.from(form.strategy(disk)).rows()).hasSize(ROWS);
    }

    private static void assertFails(Form form, StoreDirectory directory) {
        StorageStrategy strategy = form.strategy(directory);
        assertThatExceptionOfType(UncheckedIOException.class).isThrownBy(() -> Loaded.from(strategy));
    }

    /** The same disk, but of each file it can read the first bytes only. */
    private static StoreDirectory failingBehind(int bytes, MemoryDirectory disk) {
        return (StoreDirectory) Proxy.newProxyInstance(StoreDirectory.class.getClassLoader(),
                new Class<?>[] { StoreDirectory.class }, (proxy, method, arguments) -> {
                    try {
                        Object result = method.invoke(disk, arguments);
                        return (result instanceof InputStream in) ? startOf(in, bytes) : result;
                    }
                    catch (InvocationTargetException ex) {
                        throw ex.getCause();
                    }
                });
    }

    private static InputStream startOf(InputStream in, int bytes) throws IOException {
        return new SequenceInputStream(new ByteArrayInputStream(in.readNBytes(bytes)), new InputStream() {

            @Override
            public int read() throws IOException {
                throw new IOException("broken");
            }

        });
    }

}
