package io.filestore.query;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ValueOrderTests {

    private static final long SEED = System.nanoTime();

    @Test
    void ranksStandInTheirOrder() {
        assertAscending("null", "false", "true", "-1e999", "-2", "-1", "0", "0.5", "1", "1e999", "\"\"", "\"a\"", "[]",
                "[null]", "[1]", "[1,0]", "[2]", "[[]]", "{}", "{\"a\":1}", "{\"a\":1,\"b\":0}", "{\"a\":2}",
                "{\"b\":0}");
    }

    @Test
    void missingAndNullAreEqualAndBeforeAllElse() {
        assertThat(ValueOrder.compare(null, null)).isZero();
        assertThat(ValueOrder.compare(null, bytes("null"))).isZero();
        assertThat(ValueOrder.compare(bytes("null"), null)).isZero();
        assertThat(ValueOrder.compare(null, bytes("false"))).isNegative();
        assertThat(ValueOrder.compare(bytes("false"), null)).isPositive();
        assertThat(ValueOrder.prefix(null)).isEqualTo(ValueOrder.prefix(bytes("null")));
    }

    @Test
    void numbersAreEqualInEverySpelling() {
        assertEqual("1", "1.0", "1e0", "10e-1", "0.1e1", "1E+0", "1000000000000000000000e-21", "0.000001e00006",
                "1.00000000000000000000000000000");
        assertEqual("0", "-0", "0.0", "-0.000e-99999999999999999999", "0e99999999999999999999999");
        assertEqual("-150", "-1.5e2", "-150.00", "-15E1");
        String zeros = "0".repeat(100_000);
        assertEqual("1", "1" + zeros + "e-100000", "0." + zeros + "1e100001", "1." + zeros);
    }

    @Test
    void numbersThatDoublesCannotTellAreTold() {
        assertAscending("9007199254740992", "9007199254740992.0000000000000000000001", "9007199254740993",
                "9223372036854775807", "9223372036854775808", "1e400", "1.0000000000000000000000001e400");
        assertAscending("0.3", "0.30000000000000004", "0.300000000000000040000000001");
        assertAscending("0", "1e-500", "1e-400", "1e-399");
        assertAscending("-1e400", "-1e399", "-9007199254740993", "-9007199254740992");
    }

    @Test
    void exponentsMayBeOfAnyLength() {
        String nines = "9".repeat(1_000_000);
        assertAscending("-1e" + nines, "-1", "-1e-" + nines, "0", "1e-" + nines, "1", "1e99999999999999999998",
                "1e99999999999999999999", "1e" + nines.substring(1) + "8", "1e" + nines);
        assertEqual("1e99999999999999999999", "10e99999999999999999998", "0.1e100000000000000000000",
                "1e0000099999999999999999999");
        assertEqual("1e-99999999999999999999", "10e-100000000000000000000", "0.01e-99999999999999999997");
        assertEqual("12e9223372036854775807", "1.2e9223372036854775808");
    }

    @Test
    void stringsCompareByCharactersAndNotByTheirEscapes() {
        assertAscending("\"\"", "\"\\u0000\"", "\"\\u0000a\"", "\"\\u0001\"", "\"\\b\"", "\"\\t\"", "\"\\n\"",
                "\"\\f\"", "\"\\r\"", "\"\\u001f\"", "\" \"", "\"!\"", "\"\\\"\"", "\"#\"", "\"[\"", "\"\\\\\"",
                "\"\\\\a\"", "\"]\"", "\"n\"", "\"u0000\"");
    }

    @Test
    void stringsCompareByCodePointsAlsoBeyondTheFirstPlane() {
        // UTF-16 has the surrogates of the last two before these.
        assertAscending("\"z\"", "\"é\"", "\"中\"", "\"\ue000\"", "\"\uffff\"", "\"😀\"", "\"\udbff\udfff\"");
    }

    @Test
    void fieldsOfObjectsCompareByName() {
        assertEqual("{\"a\":1,\"b\":[2]}", "{\"b\":[2.0],\"a\":1e0}");
        assertAscending("{\"a\":1,\"c\":1}", "{\"b\":5,\"a\":2}", "{\"c\":0}");
    }

    @Test
    void aPrefixSaysWhetherItIsTheWholeValue() {
        for (String whole : List.of("null", "true", "false", "0", "-1", "1.5", "123456789012345", "1e200", "-1e-200",
                "\"\"", "\"open\"", "\"abcdefg\"", "\"éé\"", "\"\\n\\n\\n\"")) {
            assertThat(ValueOrder.isWhole(ValueOrder.prefix(bytes(whole)))).as(whole).isTrue();
        }
        for (String more : List.of("1234567890123456", "1e300", "-1e-300", "\"abcdefgh\"", "[]", "{}")) {
            assertThat(ValueOrder.isWhole(ValueOrder.prefix(bytes(more)))).as(more).isFalse();
        }
    }

    @Test
    void ordersAsTreesDo() {
        RandomValues values = new RandomValues(SEED);
        TreeOrder trees = new TreeOrder();
        for (int i = 0; i < 100_000; i++) {
            String one = values.value();
            String other = (values.below(2) == 0) ? values.value() : values.scalar();
            int expected = Integer.signum(trees.compare(TreeOrder.tree(one), TreeOrder.tree(other)));
            assertThat(compare(one, other)).as("seed %d: %s and %s", SEED, one, other).isEqualTo(expected);
            assertThat(within(one, other)).as("seed %d: %s and %s in place", SEED, one, other).isEqualTo(expected);
        }
    }

    @Test
    void isATotalOrder() {
        RandomValues values = new RandomValues(SEED);
        for (int i = 0; i < 50_000; i++) {
            String a = values.value();
            String b = values.value();
            String c = values.value();
            assertThat(compare(a, a)).isZero();
            assertThat(compare(a, b)).as("seed %d: %s and %s", SEED, a, b).isEqualTo(-compare(b, a));
            if (compare(a, b) <= 0 && compare(b, c) <= 0) {
                int expected = Math.min(compare(a, b), compare(b, c));
                assertThat(compare(a, c)).as("seed %d: %s, %s and %s", SEED, a, b, c).isEqualTo(expected);
            }
        }
    }

    @Test
    void prefixesNeverContradictTheOrder() {
        RandomValues values = new RandomValues(SEED);
        int told = 0;
        for (int i = 0; i < 200_000; i++) {
            String one = values.value();
            String other = values.value();
            long prefix = ValueOrder.prefix(bytes(one));
            int prefixes = Integer.signum(Long.compare(prefix, ValueOrder.prefix(bytes(other))));
            int order = compare(one, other);
            if (prefixes != 0 || ValueOrder.isWhole(prefix)) {
                told++;
                assertThat(prefixes).as("seed %d: %s and %s", SEED, one, other).isEqualTo(order);
            }
            if (order == 0) {
                assertThat(prefixes).as("seed %d: %s is %s", SEED, one, other).isZero();
            }
        }
        assertThat(told).isGreaterThan(150_000);
    }

    private static void assertEqual(String... values) {
        for (String one : values) {
            for (String other : values) {
                assertThat(compare(one, other)).as("%.50s and %.50s", one, other).isZero();
                assertThat(ValueOrder.prefix(bytes(one))).isEqualTo(ValueOrder.prefix(bytes(other)));
            }
        }
    }

    private static void assertAscending(String... values) {
        List<String> sorted = new ArrayList<>(List.of(values));
        Collections.shuffle(sorted, new Random(SEED));
        sorted.sort(ValueOrderTests::compare);
        assertThat(sorted).as("seed %d", SEED).containsExactly(values);
        for (int i = 1; i < values.length; i++) {
            assertThat(compare(values[i - 1], values[i])).as("%.50s and %.50s", values[i - 1], values[i]).isNegative();
            assertThat(ValueOrder.prefix(bytes(values[i - 1])))
                .isLessThanOrEqualTo(ValueOrder.prefix(bytes(values[i])));
        }
    }

    private static int compare(@Nullable String one, @Nullable String other) {
        return Integer
            .signum(ValueOrder.compare((one != null) ? bytes(one) : null, (other != null) ? bytes(other) : null));
    }

    /** Compares where the values are followed by something. */
    private static int within(String one, String other) {
        return Integer.signum(ValueOrder.compare(bytes("[" + one + ",1]"), 1, bytes("{\"a\":" + other + "}"), 5));
    }

    private static byte[] bytes(String json) {
        return json.getBytes(StandardCharsets.UTF_8);
    }

}
