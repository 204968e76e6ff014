package io.filestore.query;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.filestore.json.RandomJson;

/**
 * Random canonical JSON of every type, of which many values are equal or nearly so.
 */
final class RandomValues {

    private static final String[] STRINGS = { "", "a", "A", "ab", "abc", "b", "\\n", "\\t", "\\\"", "\\\\", "\\u0000",
            "\\u0001", "a\\u0000", "a\\n", "n", "\u007f", "é", "É", "ß", "ss", "\uffff", "\ue000", "😀", "\ud83d\ude01",
            "abcdefg", "abcdefgh", "abcdefghi", "abcdef\\n", "abcdef\\ng", "%", "_", "a%c", "aXc" };

    private static final String[] NUMBERS = { "0", "-0", "0.0", "0e5", "-0.00e-3", "1", "1.0", "1e0", "10e-1", "0.1e1",
            "100E-2", "0.01e+2", "-1", "-1.0", "2", "1.5", "15e-1", "0.1", "0.10", "1e-1", "9007199254740992",
            "9007199254740993", "9007199254740993.0", "9007199254740992.5", "9223372036854775807",
            "9223372036854775808", "123456789012345678", "1234567890123456789", "123456789012345", "1234567890123456",
            "12345678901234567890123456789", "12345678901234567890123456788", "1e255", "1e256", "9e255", "1e300",
            "1e-256", "1e-255", "1e-300", "-1e300", "-1e301", "1e400", "1.0e400", "10e399", "1e-400", "0.3",
            "0.30000000000000004", "-9223372036854775808", "-9223372036854775809", "1e-1000", "1e1000", "99e998" };

    private final Random random;

    private final RandomJson other;

    RandomValues(long seed) {
        this.random = new Random(seed);
        this.other = RandomJson.canonicalOfSeed(seed);
    }

    int below(int bound) {
        return this.random.nextInt(bound);
    }

    String value() {
        return switch (below(10)) {
            case 0 -> array();
            case 1 -> object();
            case 2 -> this.other.value();
            default -> scalar();
        };
    }

    String scalar() {
        return switch (below(9)) {
            case 0 -> "null";
            case 1 -> "true";
            case 2 -> "false";
            case 3, 4, 5 -> number();
            default -> string();
        };
    }

    String number() {
        return (below(4) > 0) ? pick(NUMBERS)
                : spelling(new BigDecimal(below(2000) - 1000).scaleByPowerOfTen(below(7) - 3));
    }

    /** One of the many ways to write a number. */
    private String spelling(BigDecimal number) {
        return switch (below(4)) {
            case 0 -> number.toPlainString();
            case 1 -> number.stripTrailingZeros().toString();
            case 2 -> number.setScale(number.scale() + 2).toString();
            default -> number.unscaledValue().multiply(BigInteger.valueOf(100)) + "e" + (-number.scale() - 2);
        };
    }

    String string() {
        return "\"" + pick(STRINGS) + ((below(3) == 0) ? pick(STRINGS) : "") + "\"";
    }

    String array() {
        return values().collect(Collectors.joining(",", "[", "]"));
    }

    String object() {
        int[] n = { below(3) };
        return values().map((value) -> "\"" + (char) ('a' + n[0]++ * 2 % 5) + "\":" + value)
            .collect(Collectors.joining(",", "{", "}"));
    }

    /**
     * Fields a, b, c and x, of which some are missing, and some objects with a, c and e,
     * and d, which is never an array, so that rows come in its order from an index.
     */
    String row() {
        List<String> fields = new ArrayList<>();
        for (String name : List.of("c", "a", "b", "x")) {
            if (below(5) > 0) {
                fields.add("\"" + name + "\":" + ((below(4) == 0) ? object() : value()));
            }
        }
        if (below(8) > 0) {
            fields.add("\"d\":" + scalar());
        }
        return fields.stream().collect(Collectors.joining(",", "{", "}"));
    }

    private Stream<String> values() {
        return IntStream.range(0, below(4)).mapToObj((i) -> (below(6) == 0) ? value() : scalar());
    }

    String pick(String... choices) {
        return choices[below(choices.length)];
    }

}
