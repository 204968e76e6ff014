package io.filestore.query;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

import org.junit.jupiter.api.Test;

import io.filestore.json.SortKey;
import io.filestore.row.IndexKey;

import static org.assertj.core.api.Assertions.assertThat;

/** Numbers that no type of Java holds: a scan, an index and an order see them alike. */
class FarNumbersTests {

    private static final String ZEROS = "0".repeat(1500);

    /** Ascending, each in several spellings. */
    private static final List<List<String>> NUMBERS = List.of(
            List.of("-1e99999999999999999999", "-10e99999999999999999998"), List.of("-1e999999999999999999"),
            List.of("-1", "-1." + ZEROS), List.of("-1e-99999999999999999999"),
            List.of("0", "0e99999999999999999999", "-0." + ZEROS), List.of("1e-99999999999999999999"),
            List.of("1e-3000000000", "0.1e-2999999999"), List.of("0." + ZEROS + "1", "1e-1501"),
            List.of("1", "1." + ZEROS, "1" + ZEROS + "e-1500"), List.of("1" + ZEROS, "1e1500", "10e1499"),
            List.of("1e3000000000", "1" + ZEROS + "e2999998500"),
            List.of("1e99999999999999999", "10e99999999999999998", "0.1e100000000000000000"),
            List.of("1e999999999999999999", "0.1e1000000000000000000"),
            List.of("10e999999999999999999", "1e1000000000000000000"),
            List.of("1e9999999999999999999", "0.01e10000000000000000001"), List.of("2e9999999999999999999"),
            List.of("1e99999999999999999999", "0." + ZEROS + "1e100000000000000001500"));

    private static byte[] json(String number) {
        return number.getBytes(StandardCharsets.US_ASCII);
    }

    @Test
    void theyAreInOneOrderAndEqualInAllSpellings() {
        for (int i = 0; i < NUMBERS.size(); i++) {
            for (int j = 0; j < NUMBERS.size(); j++) {
                for (String one : NUMBERS.get(i)) {
                    for (String other : NUMBERS.get(j)) {
                        String what = shortly(one) + " and " + shortly(other);
                        int order = Integer.compare(i, j);
                        assertThat(Integer.signum(ValueOrder.compare(json(one), json(other)))).as(what)
                            .isEqualTo(order);
                        assertThat(
                                Integer.signum(Arrays.compareUnsigned(SortKey.of(json(one)), SortKey.of(json(other)))))
                            .as("keys of " + what)
                            .isEqualTo(order);
                        assertThat(
                                String.valueOf(IndexKey.of(json(one))).equals(String.valueOf(IndexKey.of(json(other)))))
                            .as("hashed keys of " + what)
                            .isEqualTo(order == 0);
                        assertThat(IndexKey.of(json(one)).equals(IndexKey.of(json(other)))).isEqualTo(order == 0);
                    }
                }
            }
        }
    }

    private static String shortly(String number) {
        return (number.length() < 40) ? number
                : number.substring(0, 10) + "..." + number.substring(number.length() - 10);
    }

}
