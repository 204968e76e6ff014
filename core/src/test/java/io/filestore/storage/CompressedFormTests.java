package io.filestore.storage;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import net.jpountz.lz4.LZ4FrameInputStream;
import net.jpountz.lz4.LZ4FrameOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

class CompressedFormTests {

    private static final Form LINES = Form.COMPRESSED_LINES;

    private static final Form JSON = Form.COMPRESSED_JSON;

    /** On the path, or where Debian puts it. */
    private static final Optional<Path> TOOL = Stream
        .of((System.getenv().getOrDefault("PATH", "") + File.pathSeparator + "/usr/bin").split(File.pathSeparator))
        .map((directory) -> Path.of(directory).resolve("lz4"))
        .filter(Files::isExecutable)
        .findFirst();

    @TempDir
    private Path root;

    @Test
    void linesAppendAFrameAFlush() throws Exception {
        Rows rows = LINES.open(this.root).put("a", "{}");
        rows.flush();
        byte[] first = bytes(LINES);
        long appended = rows.put("b", "{}").flush();
        byte[] both = bytes(LINES);
        assertThat(both).startsWith(first).hasSize(first.length + (int) appended);
        assertThat(decoded(Arrays.copyOfRange(both, first.length, both.length))).isEqualTo("{\"id\":\"b\"}\n");
        assertThat(decoded(both)).isEqualTo("{\"id\":\"a\"}\n{\"id\":\"b\"}\n");
    }

    @Test
    void lz4ToolReadsBothContents() throws Exception {
        if (Boolean.getBoolean("filestore.requireTools")) {
            assertThat(TOOL).as("filestore.requireTools is set, but there is no lz4").isPresent();
        }
        assumeTrue(TOOL.isPresent(), "Skipped: there is no lz4");
        for (Form form : new Form[] { LINES, JSON }) {
            Rows rows = form.open(this.root);
            IntStream.range(0, 5000).forEach((i) -> rows.put("row " + i, "{\"text\":\"Grüße\",\"n\":" + i + "}"));
            rows.flush();
            rows.put("b", "{}").flush();
            Process process = new ProcessBuilder(TOOL.orElseThrow().toString(), "-dc", form.file(this.root).toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor()).isZero();
            assertThat(output).isEqualTo(decoded(bytes(form))).contains("Grüße");
        }
    }

    @Test
    void tornFrameIsCutAtEveryByte() throws Exception {
        Rows writer = LINES.open(this.root).put("a", "{}");
        writer.flush();
        byte[] first = bytes(LINES);
        writer.put("b", "{\"n\":1}").put("c", "{}").flush();
        byte[] all = bytes(LINES);
        for (int length = first.length + 1; length < all.length; length++) {
            for (boolean zeros : new boolean[] { false, true }) {
                byte[] torn = zeros ? Arrays.copyOf(Arrays.copyOf(all, length), all.length)
                        : Arrays.copyOf(all, length);
                if (Arrays.equals(torn, all)) {
                    continue;
                }
                LINES.plant(this.root, torn);
                Rows rows = LINES.open(this.root);
                assertThat(rows.loaded().rows()).containsOnlyKeys("a");
                assertThat(rows.loaded().damage()).isEmpty();
                rows.put("d", "{}").flush();
                assertThat(decoded(bytes(LINES))).isEqualTo("{\"id\":\"a\"}\n{\"id\":\"d\"}\n");
            }
        }
    }

    @Test
    void damagedFrameInTheMiddleIsReportedAndTheOthersAreRead() throws Exception {
        Rows writer = LINES.open(this.root).put("a", "{}");
        writer.flush();
        int start = bytes(LINES).length;
        writer.put("b", "{\"text\":\"0123456789\"}").flush();
        int end = bytes(LINES).length;
        writer.put("c", "{}").flush();
        byte[] all = bytes(LINES);
        for (int at = start; at < end; at++) {
            byte[] damaged = all.clone();
            damaged[at] ^= 0x10;
            LINES.plant(this.root, damaged);
            Rows rows = LINES.open(this.root);
            assertThat(rows.loaded().rows()).as("byte %d", at).containsKeys("a", "c");
            assertThat(rows.loaded().damage()).as("byte %d", at)
                .singleElement()
                .asString()
                .startsWith("users.jsonl.lz4: The LZ4 frame at byte " + start + " cannot be read");
            assertThat(rows.strategy().wantsCompaction()).isTrue();
            Files.delete(LINES.file(this.root));
            rows.put("d", "{}").flush();
            assertThat(Loaded.from(LINES.strategy(this.root)).rows()).containsKeys("a", "c", "d");
        }
    }

    @Test
    void onlyFrameThatIsBadIsDamage() throws Exception {
        for (Form form : new Form[] { LINES, JSON }) {
            form.open(this.root).put("a", "{\"text\":\"0123456789\"}").flush();
            byte[] good = bytes(form);
            for (int length = (form == LINES) ? 1 : 0; length < good.length; length++) {
                form.plant(this.root, Arrays.copyOf(good, length));
                Loaded loaded = Loaded.from(form.strategy(this.root));
                assertThat(loaded.damage()).as("%s of %d bytes", form, length).hasSize(1);
            }
        }
    }

    @Test
    void somethingBehindTheJsonIsDamageButZerosAreNot() throws Exception {
        JSON.open(this.root).put("a", "{}").flush();
        byte[] good = bytes(JSON);
        for (byte behind : new byte[] { 0, 1 }) {
            byte[] more = Arrays.copyOf(good, good.length + 10);
            more[good.length + 5] = behind;
            JSON.plant(this.root, more);
            Loaded loaded = Loaded.from(JSON.strategy(this.root));
            assertThat(loaded.rows()).containsOnlyKeys("a");
            assertThat(loaded.damage()).hasSize(behind);
        }
    }

    @Test
    void filesOfOtherToolsAreContinued() throws Exception {
        LINES.plant(this.root, encoded("{\"id\":\"a\"}\n{\"id\":\"b\"}"));
        Rows rows = LINES.open(this.root);
        rows.put("c", "{}").flush();
        assertThat(decoded(bytes(LINES))).isEqualTo("{\"id\":\"a\"}\n{\"id\":\"b\"}\n{\"id\":\"c\"}\n");
        JSON.plant(this.root, encoded("{\"a\":{\"n\":1}}"));
        assertThat(Loaded.from(JSON.strategy(this.root)).rows()).containsEntry("a", "{\"n\":1}");
    }

    @Test
    void compactionWritesOneFrame() throws Exception {
        Rows rows = LINES.open(this.root);
        IntStream.range(0, 1200).forEach((i) -> rows.put("a", "{\"n\":" + i + "}").flush());
        assertThat(rows.strategy().wantsCompaction()).isTrue();
        assertThat(LINES.open(this.root).strategy().wantsCompaction()).isTrue();
        rows.compact();
        assertThat(decoded(bytes(LINES))).isEqualTo("{\"id\":\"a\",\"n\":1199}\n");
        assertThat(rows.strategy().wantsCompaction()).isFalse();
    }

    private byte[] bytes(Form form) throws Exception {
        return Files.readAllBytes(form.file(this.root));
    }

    private static String decoded(byte[] frames) throws Exception {
        try (LZ4FrameInputStream in = new LZ4FrameInputStream(new ByteArrayInputStream(frames))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static byte[] encoded(String text) throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (LZ4FrameOutputStream frame = new LZ4FrameOutputStream(out)) {
            frame.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return out.toByteArray();
    }

}
