package io.filestore.wal;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32C;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.filestore.json.CheckedLine;
import io.filestore.row.Change;
import io.filestore.row.Row;

import static org.assertj.core.api.Assertions.assertThat;

class LogFormatTests {

    private final LogBatch batch = new LogBatch();

    /** A line with its checksum and line feed. */
    static byte[] line(String checked) {
        byte[] bytes = checked.getBytes(StandardCharsets.UTF_8);
        byte[] line = Arrays.copyOf(bytes, bytes.length + LogFormat.CRC_LENGTH + 1);
        LogFormat.finish(line, 0, bytes.length, new CRC32C());
        return line;
    }

    private String added(Operation operation, Change change, long first, long last) {
        this.batch.add(operation, LogBatch.table(change.collection()), change, first, last);
        return new String(this.batch.buffer(), 0, this.batch.length(), StandardCharsets.UTF_8);
    }

    @Test
    void aLineIsOneJsonObjectWithItsChecksum() {
        this.batch.begin(17, 16, 1_766_000_000_000L);
        String line = added(Operation.INSERT, new Change("users", "u\"1", Row.parse("{\"n\":1.0}").canonical(), 5), 17,
                17);
        assertThat(line)
            .startsWith("{\"lsn\":17,\"timestamp\":1766000000000,\"operation\":\"insert\",\"table\":\"users\","
                    + "\"rowId\":\"u\\\"1\",\"data\":{\"n\":1.0},\"expiresAt\":5,\"durable\":16,\"crc\":\"");
        assertThat(line).endsWith("\"}\n");
        assertThat(Row.parse(line).get("crc").asString()).matches("[0-9a-f]{8}");
    }

    @Test
    void aLineIsReadAsItWasWritten() {
        this.batch.begin(18, 17, 1);
        byte[] line = added(Operation.DELETE, new Change("ü", "日本", null, 0), 18, 20).getBytes(StandardCharsets.UTF_8);
        assertThat(LogFormat.isIntact(line, 0, line.length - 1)).isTrue();
        LogRecord record = LogFormat.record(Arrays.copyOf(line, line.length - 1));
        assertThat(record).usingRecursiveComparison()
            .isEqualTo(new LogRecord(18, 1, Operation.DELETE, new Change("ü", "日本", null, 0), 18, 20, 17));
    }

    @ParameterizedTest
    @ValueSource(strings = { "{}", "{\"durable\":1,\"a\":[{\"expiresAt\":2,\"transaction\":[3,4]}]}", "null", "[1,2]",
            "\",\\\"durable\\\":5}\"", "-1.50" })
    void aLineIsReadAsItWasWrittenWhateverIsInTheRow(String json) {
        byte[] data = json.getBytes(StandardCharsets.UTF_8);
        for (long expiresAt : new long[] { 0, 1_766_000_000_000L }) {
            for (long last : new long[] { 18, 19 }) {
                this.batch.begin(18, 17, 1);
                Change change = new Change("a\"b", "c\\d", data, expiresAt);
                byte[] line = ("?" + added(Operation.INSERT, change, 18, last)).getBytes(StandardCharsets.UTF_8);
                LogRecord expected = new LogRecord(18, 1, Operation.INSERT, change, 18, last, 17);
                assertThat(new RecordReader(line, 1, line.length - 1).read()).usingRecursiveComparison()
                    .isEqualTo(expected);
                assertThat(LogFormat.record(line, 1, line.length - 1)).usingRecursiveComparison().isEqualTo(expected);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {
            "{\"timestamp\":5,\"lsn\":7,\"operation\":\"insert\",\"table\":\"t\",\"rowId\":\"r\",\"data\":{\"n\":1},\"durable\":6",
            "{\"lsn\":7,\"timestamp\":5,\"operation\":\"insert\",\"table\":\"t\",\"rowId\":\"r\",\"data\":{\"n\":1},\"why\":\"me\",\"durable\":6",
            "{\"lsn\":7,\"timestamp\":5,\"operation\":\"insert\",\"table\":\"t\",\"rowId\":\"r\",\"data\":{\"n\":1},\"durable\":6,\"by\":1" })
    void aLineThatSomebodyHasEditedWithItsChecksumIsReadToo(String checked) {
        byte[] line = line(checked);
        assertThat(new RecordReader(line, 0, line.length - 1).read()).isNull();
        assertThat(LogFormat.record(line, 0, line.length - 1)).usingRecursiveComparison()
            .isEqualTo(new LogRecord(7, 5, Operation.INSERT,
                    new Change("t", "r", "{\"n\":1}".getBytes(StandardCharsets.UTF_8), 0), 7, 7, 6));
    }

    @Test
    void anyChangedByteIsNoticed() {
        this.batch.begin(1, 0, 1);
        byte[] line = added(Operation.UPDATE, new Change("t", "r", Row.parse("{\"a\":\"ü\"}").canonical(), 0), 1, 1)
            .getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < line.length - 1; i++) {
            for (int bit = 0; bit < 8; bit++) {
                line[i] ^= (byte) (1 << bit);
                assertThat(LogFormat.isIntact(line, 0, line.length - 1)).isFalse();
                line[i] ^= (byte) (1 << bit);
            }
        }
        for (int length = 0; length < line.length - 1; length++) {
            assertThat(LogFormat.isIntact(line, 0, length)).isFalse();
        }
    }

    @Test
    void aHeaderIsReadAsItWasWritten() {
        byte[] header = LogFormat.header(LogFormat.Header.of(18, 17, 17, 3, "a-store"));
        assertThat(LogFormat.isIntact(header, 0, header.length - 1)).isTrue();
        byte[] line = Arrays.copyOf(header, header.length - 1);
        assertThat(LogFormat.header(line)).isEqualTo(new LogFormat.Header(1, 18, 17, 17, 3, "a-store"));
        assertThat(LogFormat.record(line)).isNull();
    }

    @Test
    void aLineThatIsAlmostARecordOrAHeaderIsNeither() {
        String record = "{'lsn':1,'timestamp':1,'operation':'insert','table':'t','rowId':'r','data':{},'durable':0";
        for (String[] change : new String[][] { { "'lsn':1", "'lsn':'1'" }, { "'lsn':1", "'lsn':1.0" },
                { "'insert'", "'upsert'" }, { "'rowId':'r'", "'rowId':7" }, { "'table':'t'", "'table':null" },
                { "'durable':0", "'durable':true" }, { "'lsn':1", "'lsn':9999999999999999999" },
                { "'durable'", "'transaction':[1],'durable'" }, { "'durable'", "'expiresAt':'5','durable'" } }) {
            assertThat(LogFormat.record(checked(record.replace(change[0], change[1])))).as(change[1]).isNull();
        }
        assertThat(LogFormat.record(checked(record))).isNotNull();
        assertThat(LogFormat.record(checked(record.replace("'timestamp':1", "'timestamp':-1")))).isNotNull();
        String header = "{'format':'filestore-wal','version':1,'firstLsn':1,'durable':0";
        for (String[] change : new String[][] { { "filestore-wal", "filestore" }, { "'version':1", "'version':'1'" },
                { "'firstLsn':1", "'firstLsn':null" } }) {
            assertThat(LogFormat.header(checked(header.replace(change[0], change[1])))).as(change[1]).isNull();
        }
        assertThat(LogFormat.header(checked(header))).isNotNull();
    }

    private static byte[] checked(String checked) {
        byte[] line = CheckedLine.of(checked.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
        return Arrays.copyOf(line, line.length - 1);
    }

    @Test
    void aRecordIsNoHeader() {
        this.batch.begin(1, 0, 1);
        byte[] line = added(Operation.DELETE, new Change("t", "r", null, 0), 1, 1).getBytes(StandardCharsets.UTF_8);
        assertThat(LogFormat.header(Arrays.copyOf(line, line.length - 1))).isNull();
    }

    @Test
    void aBatchGrowsWithItsLines() {
        this.batch.begin(9, 0, 1);
        byte[] large = Row.of("text", "x".repeat(100_000)).canonical();
        String text = "";
        for (int i = 0; i < 30; i++) {
            text = added(Operation.INSERT, new Change("t", "r" + i, large, 0), 9 + i, 9 + i);
        }
        assertThat(text.lines()).hasSize(30).allMatch((line) -> line.length() > 100_000);
        assertThat(this.batch.nextLsn()).isEqualTo(39);
        this.batch.begin(39, 0, 1);
        assertThat(this.batch.isEmpty()).isTrue();
    }

}
