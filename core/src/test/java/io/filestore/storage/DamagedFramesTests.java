package io.filestore.storage;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.Set;

import org.junit.jupiter.api.Test;

import io.filestore.io.MemoryDirectory;
import io.filestore.io.StoreDirectory;

import static org.assertj.core.api.Assertions.assertThat;

/** What counts of LZ4 frames of which some are not whole. */
class DamagedFramesTests {

    private static final Form FORM = Form.COMPRESSED_LINES;

    private static final String FILE = "users.jsonl.lz4";

    private final byte[] a = frame("a");

    private final byte[] b = frame("b");

    private final byte[] c = frame("c");

    private static byte[] frame(String id) {
        return frameOf("{\"id\":\"" + id + "\",\"text\":\"0123456789\"}\n");
    }

    private static byte[] frameOf(String content) {
        ByteArrayOutputStream frame = new ByteArrayOutputStream();
        try (OutputStream out = new Lz4Container().pack(frame)) {
            out.write(content.getBytes(StandardCharsets.UTF_8));
        }
        catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
        return frame.toByteArray();
    }

    private static MemoryDirectory disk(byte[]... pieces) {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        for (byte[] piece : pieces) {
            file.writeBytes(piece);
        }
        MemoryDirectory disk = new MemoryDirectory();
        disk.plant(FILE, file.toByteArray());
        return disk;
    }

    private static Loaded load(byte[]... pieces) {
        return Loaded.from(FORM.strategy(disk(pieces)));
    }

    private static byte[] flipped(byte[] frame, int at) {
        byte[] flipped = frame.clone();
        flipped[at] ^= 0x10;
        return flipped;
    }

    @Test
    void firstFrameThatIsDamagedTakesNoOtherWithIt() {
        Loaded loaded = load(flipped(this.a, 0), this.b, this.c);
        assertThat(loaded.rows()).containsOnlyKeys("b", "c");
        assertThat(loaded.damage()).singleElement().asString().contains("The LZ4 frame at byte 0 cannot be read");
    }

    @Test
    void wholeFrameBehindADamagedOneCountsThoughTheLastIsTorn() {
        Loaded loaded = load(this.a, flipped(this.b, 0), this.c, new byte[] { 4, 0x22, 0x4d });
        assertThat(loaded.rows()).containsOnlyKeys("a", "c");
        assertThat(loaded.damage()).hasSize(1);
    }

    @Test
    void zerosInPlaceOfAFrameAreDamage() {
        Loaded loaded = load(this.a, new byte[this.b.length], this.c);
        assertThat(loaded.rows()).containsOnlyKeys("a", "c");
        assertThat(loaded.damage()).singleElement().asString().contains("at byte " + this.a.length + " cannot be read");
    }

    @Test
    void frameIsFoundBehindWhatLooksLikeItsStart() {
        assertThat(load(this.a, new byte[] { 1, 4 }, this.c).rows()).containsOnlyKeys("a", "c");
        assertThat(load(this.a, new byte[] { 1, 4, 0x22 }, this.c).rows()).containsOnlyKeys("a", "c");
    }

    @Test
    void twoDamagedFramesAreLeftOutAndTheFirstIsTold() {
        Loaded loaded = load(this.a, flipped(this.b, 0), this.b, flipped(this.c, 0), this.c);
        assertThat(loaded.rows()).containsOnlyKeys("a", "b", "c");
        assertThat(loaded.damage()).singleElement().asString().contains("at byte " + this.a.length + " cannot be read");
    }

    @Test
    void rowsOfAnOnlyFrameWithAWrongChecksumAreReadAllTheSame() {
        Loaded loaded = load(flipped(this.a, this.a.length - 1));
        assertThat(loaded.rows()).containsOnlyKeys("a");
        assertThat(loaded.damage()).hasSize(1);
    }

    @Test
    void wholeFrameThatEndsWithinARowIsNoTornAppend() {
        MemoryDirectory disk = disk(frameOf("{\"id\":\"a\"}\n{\"id\":\"b\",\"n\":"));
        Rows rows = FORM.open(disk);
        assertThat(rows.loaded().rows()).containsOnlyKeys("a");
        assertThat(rows.loaded().pieces()).singleElement().asString().contains(":2: {\"id\":\"b\",\"n\":: ");
        assertThat(rows.strategy().wantsCompaction()).isTrue();
        rows.put("c", "{}").flush();
        assertThat(Loaded.from(FORM.strategy(disk)).rows()).containsOnlyKeys("a", "c");
    }

    @Test
    void diskThatFailsOnceFailsTheLoadOrChangesNothingAndLeavesNoFileOpen() throws IOException {
        MemoryDirectory disk = disk(this.a, flipped(this.b, 5), this.c);
        int length = disk.bytes(FILE).length;
        Set<String> rows = Loaded.from(FORM.strategy(disk)).rows().keySet();
        int failures = 0;
        for (int read = 1; read <= 8; read++) {
            for (int bytes = 0; bytes <= length; bytes++) {
                Failing failing = new Failing(disk, read, bytes);
                try {
                    Loaded loaded = Loaded.from(FORM.strategy(failing.directory()));
                    assertThat(loaded.rows().keySet()).as("read %d, %d bytes", read, bytes).isEqualTo(rows);
                    assertThat(loaded.damage()).hasSize(1);
                }
                catch (UncheckedIOException ex) {
                    assertThat(ex).hasMessageContaining("broken");
                    failures++;
                }
                assertThat(failing.open).as("read %d, %d bytes", read, bytes).isZero();
            }
        }
        assertThat(failures).isGreaterThan(2 * length);
    }

    /** Of one of the times that a file is read, the first bytes only. */
    private static final class Failing {

        private final MemoryDirectory disk;

        private final int failing;

        private final int bytes;

        private int reads;

        private int open;

        Failing(MemoryDirectory disk, int failing, int bytes) {
            this.disk = disk;
            this.failing = failing;
            this.bytes = bytes;
        }

        StoreDirectory directory() {
            return (StoreDirectory) Proxy.newProxyInstance(StoreDirectory.class.getClassLoader(),
                    new Class<?>[] { StoreDirectory.class }, (proxy, method, arguments) -> {
                        try {
                            Object result = method.invoke(this.disk, arguments);
                            return (result instanceof InputStream in) ? opened(in) : result;
                        }
                        catch (InvocationTargetException ex) {
                            throw ex.getCause();
                        }
                    });
        }

        private InputStream opened(InputStream in) {
            this.open++;
            int[] left = { (++this.reads == this.failing) ? this.bytes : Integer.MAX_VALUE };
            return new InputStream() {

                @Override
                public int read() throws IOException {
                    byte[] one = new byte[1];
                    return (read(one, 0, 1) < 0) ? -1 : one[0] & 0xff;
                }

                @Override
                public int read(byte[] target, int offset, int length) throws IOException {
                    if (left[0] == 0) {
                        left[0] = Integer.MAX_VALUE;
                        throw new IOException("broken");
                    }
                    int count = in.read(target, offset, Math.min(length, left[0]));
                    left[0] -= Math.max(count, 0);
                    return count;
                }

                @Override
                public void close() {
                    Failing.this.open--;
                }

            };
        }

    }

}
