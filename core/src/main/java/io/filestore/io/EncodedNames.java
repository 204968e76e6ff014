package io.filestore.io;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * How a row id becomes the name of a file, and a name a row id.
 *
 * <p>
 * A row id is percent-encoded, each byte of its UTF-8, where a character is not a
 * lower-case letter, a digit, {@code -}, {@code _} or {@code .}; upper-case letters only
 * where the file system ignores case. A first character is encoded also if it is a dot,
 * or if Windows reserves the name. A name longer than 200 bytes becomes {@code %~} and
 * the SHA-256 of the id. So a name is ASCII, stays in its directory, and belongs to one
 * id.
 */
public final class EncodedNames {

    private static final int MAX_BYTES = 200;

    private static final Pattern HASHED = Pattern.compile("%~[0-9a-f]{64}");

    private static final Pattern RESERVED = Pattern.compile("(con|prn|aux|nul|com[1-9]|lpt[1-9])(\\..*)?",
            Pattern.CASE_INSENSITIVE);

    /** What they begin with. */
    private static final String RESERVED_FIRST = "cpanlCPANL";

    private static final HexFormat HEX = HexFormat.of().withUpperCase();

    private EncodedNames() {
    }

    /**
     * The name of a row's file, without its ending.
     * @param rowId the row id
     * @param ignoresCase whether the file system does
     * @throws IllegalArgumentException if the id has a lone surrogate
     */
    public static String encode(String rowId, boolean ignoresCase) {
        byte[] utf8 = utf8(rowId);
        StringBuilder name = new StringBuilder(utf8.length + 16);
        for (byte b : utf8) {
            if (isPlain(b, ignoresCase) && (b != '.' || !name.isEmpty())) {
                name.append((char) b);
            }
            else {
                name.append('%').append(HEX.toHexDigits(b));
            }
        }
        if (RESERVED.matcher(name).matches()) {
            name.replace(0, 1, "%" + HEX.toHexDigits((byte) name.charAt(0)));
        }
        return (name.length() > MAX_BYTES || name.isEmpty()) ? hashed(utf8) : name.toString();
    }

    /** What a name that is too long becomes. */
    public static String hashed(String name) {
        return hashed(name.getBytes(StandardCharsets.UTF_8));
    }

    private static String hashed(byte[] utf8) {
        return "%~" + sha256(utf8);
    }

    /**
     * Whether a file name without its ending is the row id itself, in the only spelling
     * that {@link #encode} gives it. Quick; if it is false, {@link #encode} and
     * {@link #decode} must be asked.
     */
    public static boolean isRowId(String stem, boolean ignoresCase) {
        int length = stem.length();
        if (length == 0 || length > MAX_BYTES || stem.charAt(0) == '.') {
            return false;
        }
        boolean suspect = RESERVED_FIRST.indexOf(stem.charAt(0)) >= 0;
        boolean reserved = suspect && length < 5;
        for (int i = 0; i < length; i++) {
            char c = stem.charAt(i);
            if (c >= 0x80 || !isPlain((byte) c, ignoresCase)) {
                return false;
            }
            reserved |= suspect && c == '.' && i < 5;
        }
        return !reserved;
    }

    private static boolean isPlain(byte b, boolean ignoresCase) {
        return (b >= 'a' && b <= 'z') || (b >= '0' && b <= '9') || b == '-' || b == '_' || b == '.'
                || (!ignoresCase && b >= 'A' && b <= 'Z');
    }

    private static byte[] utf8(String text) {
        try {
            ByteBuffer bytes = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(text));
            byte[] utf8 = new byte[bytes.remaining()];
            bytes.get(utf8);
            return utf8;
        }
        catch (CharacterCodingException ex) {
            throw new IllegalArgumentException("A row id must not have lone surrogates.", ex);
        }
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        }
        catch (NoSuchAlgorithmException ex) {
            throw new IllegalStateException("Every Java has SHA-256.", ex);
        }
    }

    /**
     * The row id that a file name stands for, whether filestore wrote it or not: what is
     * not encoded stands for itself, and so does the whole name if it decodes to no
     * UTF-8.
     * @param stem the file name without its ending; of a hashed one the id is not known
     */
    public static String decode(String stem) {
        if (stem.indexOf('%') < 0) {
            return stem;
        }
        byte[] encoded = stem.getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream decoded = new ByteArrayOutputStream(encoded.length);
        for (int i = 0; i < encoded.length; i++) {
            if (isEscape(encoded, i)) {
                decoded.write(HexFormat.fromHexDigit(encoded[i + 1]) << 4 | HexFormat.fromHexDigit(encoded[i + 2]));
                i += 2;
            }
            else {
                decoded.write(encoded[i]);
            }
        }
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(decoded.toByteArray())).toString();
        }
        catch (CharacterCodingException ex) {
            return stem;
        }
    }

    private static boolean isEscape(byte[] encoded, int at) {
        return encoded[at] == '%' && at + 2 < encoded.length && HexFormat.isHexDigit(encoded[at + 1])
                && HexFormat.isHexDigit(encoded[at + 2]);
    }

    /** Whether the name tells nothing of the row id, which then lies in the file. */
    public static boolean isHashed(String stem) {
        return stem.length() == 66 && HASHED.matcher(stem).matches();
    }

    /**
     * Whether {@link #encode} gives this name to some row, on some file system.
     * @param stem the file name without its ending
     */
    public static boolean isEncoded(String stem) {
        if (isHashed(stem)) {
            return true;
        }
        try {
            String rowId = decode(stem);
            return stem.equals(encode(rowId, false)) || stem.equals(encode(rowId, true));
        }
        catch (IllegalArgumentException ex) {
            return false;
        }
    }

}
