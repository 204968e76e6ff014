package io.filestore.wal;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.zip.CRC32C;

import org.jspecify.annotations.Nullable;

import io.filestore.json.CheckedLine;
import io.filestore.json.FieldReader;
import io.filestore.json.JsonText;
import io.filestore.row.Change;

/**
 * The bytes of the log: JSON lines, each with a CRC-32C over everything that stands
 * before its {@code ,"crc"}. <pre>
 * {"format":"filestore-wal","version":1,"firstLsn":17,"durable":16,"run":3,"store":"0f0ab4a1-…","crc":"0b2c1d9e"}
 * {"lsn":17,"timestamp":1766000000000,"operation":"insert","table":"users","rowId":"u1","data":{"n":1},"durable":16,"crc":"9f3a01bc"}
 * {"lsn":18,"timestamp":1766000000001,"operation":"delete","table":"users","rowId":"u2","transaction":[18,19],"durable":17,"crc":"…"}
 * {"lsn":19,"timestamp":1766000000001,"operation":"update","table":"orders","rowId":"o","data":{},"expiresAt":1766000003600,"transaction":[18,19],"durable":17,"crc":"…"}
 * </pre> {@code transaction} gives the first and last line of a change of several rows,
 * which counts only when all of them are there. {@code durable} is what tells a torn tail
 * from damage: a line that says 17 proves that line 17 had been forced, so a line 17 that
 * cannot be read any more is damaged, not half written. Blank lines count for nothing:
 * they are what is left of a {@link Reserve}.
 */
final class LogFormat {

    static final int VERSION = 1;

    /** How many bytes of a line follow its checked part, without the line feed. */
    static final int CRC_LENGTH = CheckedLine.CRC_LENGTH;

    private static final FieldReader RECORD = new FieldReader(
            List.of("lsn", "timestamp", "operation", "table", "rowId", "data", "expiresAt", "transaction", "durable"));

    private static final FieldReader HEADER = new FieldReader(
            List.of("format", "version", "firstLsn", "durable", "follows", "run", "store"));

    static final byte[] LSN = ascii("{\"lsn\":");

    static final byte[] TIMESTAMP = ascii(",\"timestamp\":");

    static final byte[] OPERATION = ascii(",\"operation\":\"");

    static final byte[] DATA = ascii(",\"data\":");

    static final byte[] EXPIRES_AT = ascii(",\"expiresAt\":");

    static final byte[] TRANSACTION = ascii(",\"transaction\":[");

    static final byte[] DURABLE = ascii(",\"durable\":");

    /** As many digits as surely fit; a clock may have been before 1970. */
    private static final Pattern NUMBER = Pattern.compile("-?\\d{1,18}");

    private static final Pattern PAIR = Pattern.compile("\\[\\d{1,18},\\d{1,18}]");

    private static final byte[] FORMAT = ascii("\"filestore-wal\"");

    private static final byte[] TABLE = ascii(",\"table\":");

    private static final byte[] ROW_ID = ascii(",\"rowId\":");

    private LogFormat() {
    }

    /** The first line of a segment, with its line feed. */
    static byte[] header(Header header) {
        byte[] checked = ascii("{\"format\":\"filestore-wal\",\"version\":" + VERSION + ",\"firstLsn\":"
                + header.firstLsn() + ",\"durable\":" + header.durableLsn()
                + ((header.follows() != header.firstLsn() - 1) ? ",\"follows\":" + header.follows() : "") + ",\"run\":"
                + header.run() + ((header.store() != null) ? ",\"store\":\"" + header.store() + '"' : ""));
        byte[] line = Arrays.copyOf(checked, checked.length + CRC_LENGTH + 1);
        finish(line, 0, checked.length, new CRC32C());
        return line;
    }

    /** The part of a line that names the collection. */
    static byte[] table(String collection) {
        byte[] name = JsonText.quote(collection);
        byte[] table = new byte[TABLE.length + name.length + ROW_ID.length];
        put(table, put(table, put(table, 0, TABLE), name), ROW_ID);
        return table;
    }

    /**
     * Writes checksum, closing brace and line feed behind the checked part; returns where
     * the line ends.
     */
    static int finish(byte[] buffer, int start, int end, CRC32C crc) {
        return CheckedLine.finish(buffer, start, end, crc);
    }

    /**
     * Whether these bytes are a line as this class writes it, unchanged. Without the line
     * feed.
     */
    static boolean isIntact(byte[] buffer, int start, int length) {
        return CheckedLine.isIntact(buffer, start, length);
    }

    /**
     * Reads an intact record line; null if it is intact but no record, such as a header.
     */
    static @Nullable LogRecord record(byte[] line) {
        return record(line, 0, line.length);
    }

    /**
     * Reads an intact record line; null if it is intact but no record, such as a header.
     * @param buffer where it is
     * @param start where it begins
     * @param end where it ends, without the line feed
     */
    static @Nullable LogRecord record(byte[] buffer, int start, int end) {
        LogRecord record = new RecordReader(buffer, start, end).read();
        return (record != null) ? record : edited(Arrays.copyOfRange(buffer, start, end));
    }

    /** Reads a line that somebody has edited, checksum included. */
    private static @Nullable LogRecord edited(byte[] line) {
        byte[] @Nullable [] fields = RECORD.read(line);
        byte[] lsn = fields[0];
        byte[] timestamp = fields[1];
        byte[] operation = fields[2];
        byte[] table = fields[3];
        byte[] rowId = fields[4];
        byte[] durable = fields[8];
        boolean whole = isNumber(lsn) && isNumber(timestamp) && isNumber(durable) && isText(operation) && isText(table)
                && isText(rowId) && (fields[6] == null || isNumber(fields[6]))
                && (fields[7] == null || PAIR.matcher(new String(fields[7], StandardCharsets.US_ASCII)).matches());
        if (!whole || lsn == null || timestamp == null || operation == null || table == null || rowId == null
                || durable == null || !Operation.isOne(JsonText.unquote(operation))) {
            return null;
        }
        long number = JsonText.number(lsn);
        long first = number;
        long last = number;
        if (fields[7] != null) {
            String pair = new String(fields[7], StandardCharsets.US_ASCII);
            int comma = pair.indexOf(',');
            first = Long.parseLong(pair, 1, comma, 10);
            last = Long.parseLong(pair, comma + 1, pair.length() - 1, 10);
        }
        Change change = new Change(JsonText.unquote(table), JsonText.unquote(rowId), fields[5],
                (fields[6] != null) ? JsonText.number(fields[6]) : 0);
        return new LogRecord(number, JsonText.number(timestamp), Operation.of(JsonText.unquote(operation)), change,
                first, last, JsonText.number(durable));
    }

    /** Reads an intact header line; null if it is intact but no header. */
    static @Nullable Header header(byte[] line) {
        byte[] @Nullable [] fields = HEADER.read(line);
        byte[] version = fields[1];
        byte[] firstLsn = fields[2];
        byte[] durable = fields[3];
        if (!Arrays.equals(fields[0], FORMAT) || version == null || firstLsn == null || durable == null
                || !isNumber(version) || !isNumber(firstLsn) || !isNumber(durable)) {
            return null;
        }
        long first = JsonText.number(firstLsn);
        return new Header((int) JsonText.number(version), first, JsonText.number(durable), number(fields[4], first - 1),
                number(fields[5], 0), (fields[6] != null) ? JsonText.unquote(fields[6]) : null);
    }

    private static long number(byte @Nullable [] json, long absent) {
        return (json != null) ? JsonText.number(json) : absent;
    }

    private static boolean isText(byte @Nullable [] json) {
        return json != null && json[0] == '"';
    }

    /** Whether it is a whole number as the log has them. */
    private static boolean isNumber(byte @Nullable [] json) {
        return json != null && NUMBER.matcher(new String(json, StandardCharsets.US_ASCII)).matches();
    }

    static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    static int put(byte[] target, int at, byte[] bytes) {
        System.arraycopy(bytes, 0, target, at, bytes.length);
        return at + bytes.length;
    }

    /**
     * The first line of a segment.
     *
     * @param version of the format
     * @param firstLsn the number that its first record has, or will have
     * @param durableLsn the highest LSN that was known to be forced when the segment was
     * begun
     * @param follows the LSN before {@code firstLsn}; a lower one if those between were
     * passed over, because a log that was lost may have had them
     * @param run the run of the store that began the segment
     * @param store the store's id, null if it has none
     */
    record Header(int version, long firstLsn, long durableLsn, long follows, long run, @Nullable String store) {

        static Header of(long firstLsn, long durableLsn, long follows, long run, @Nullable String store) {
            return new Header(VERSION, firstLsn, durableLsn, follows, run, store);
        }

    }

}
