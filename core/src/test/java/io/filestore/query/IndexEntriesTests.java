package io.filestore.query;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

import io.filestore.row.IndexKey;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class IndexEntriesTests {

    private static final long SEED = System.nanoTime();

    @Test
    void aConditionIsFulfilledJustByRowsOfWhichAnEntryFulfilsIt() {
        RandomValues values = new RandomValues(SEED);
        RandomConditions conditions = new RandomConditions(values);
        for (int i = 0; i < 100_000; i++) {
            FieldCondition condition = conditions.onField();
            if (condition instanceof Exists || mentionsArray(condition)) {
                continue;
            }
            byte[] value = bytes(values.value());
            ValuePredicate predicate = ValuePredicates.of(condition);
            boolean byEntry = Arrays.stream(IndexEntries.of(value, 0))
                .anyMatch((entry) -> predicate.test(value, entry));
            assertThat(byEntry).as("seed %d: %s in %s", SEED, condition, new String(value, StandardCharsets.UTF_8))
                .isEqualTo(predicate.any(value, 0));
        }
    }

    private static boolean mentionsArray(FieldCondition condition) {
        return (condition instanceof Is is && !is.value().isScalar())
                || (condition instanceof In in && in.values().stream().anyMatch((value) -> !value.isScalar()));
    }

    @Test
    void aRowStandsWhereItsFirstEntryStands() {
        RandomValues values = new RandomValues(SEED);
        for (int i = 0; i < 20_000; i++) {
            byte[] value = bytes(values.value());
            OrderBy order = new OrderBy("a", i % 2 == 0, i % 3 == 0);
            int[] entries = IndexEntries.of(value, 0);
            int key = OrderKey.of(order, value, 0);
            assertThat(entries).as("seed %d", SEED).contains(key);
            for (int entry : entries) {
                assertThat(OrderKey.compare(order, value, key, value, entry)).isLessThanOrEqualTo(0);
            }
        }
    }

    @Test
    void hashedIndexesHaveTheSameNotionOfEqual() {
        RandomValues values = new RandomValues(SEED);
        int equal = 0;
        for (int i = 0; i < 100_000; i++) {
            byte[] row = bytes("{\"a\":" + values.value() + "}");
            byte[] value = bytes(row, 5);
            Operand operand = RandomConditions.operand(values.scalar());
            Condition is = operand.isNull() ? new IsNull("a") : new Is("a", operand);
            boolean byKey = keys(value).contains(IndexKey.of(operand.canonical()));
            equal += byKey ? 1 : 0;
            assertThat(Matcher.of(is).test("1", row)).as("seed %d: %s in %s", SEED, is, new String(row))
                .isEqualTo(byKey);
        }
        assertThat(equal).isGreaterThan(1000);
    }

    private static byte[] bytes(byte[] row, int from) {
        return Arrays.copyOfRange(row, from, row.length - 1);
    }

    private static List<@Nullable Object> keys(byte[] value) {
        Object keys = IndexKey.of(value);
        return (keys instanceof Object[] several) ? Arrays.asList(several)
                : ((keys != null) ? List.of(keys) : List.of());
    }

    private static byte[] bytes(String json) {
        return json.getBytes(StandardCharsets.UTF_8);
    }

}
