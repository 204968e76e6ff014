package io.filestore.query;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import static io.filestore.query.Query.where;
import static org.assertj.core.api.Assertions.assertThat;

class MatcherTests {

    private static final long SEED = System.nanoTime();

    @Test
    void findsWhatTreesFind() {
        RandomValues values = new RandomValues(SEED);
        RandomConditions conditions = new RandomConditions(values, () -> "r" + values.below(600));
        List<String> rows = Stream.generate(values::row).limit(500).toList();
        List<JsonNode> trees = IntStream.range(0, rows.size())
            .mapToObj((j) -> PlainQuery.tree("r" + j, rows.get(j)))
            .toList();
        int found = 0;
        for (int i = 0; i < 2000; i++) {
            Condition condition = (i % 2 == 0) ? conditions.onField() : conditions.condition();
            Matcher matcher = Matcher.of(condition);
            for (int j = 0; j < rows.size(); j++) {
                boolean expected = TreeMatcher.matches(condition, trees.get(j));
                found += expected ? 1 : 0;
                assertThat(matcher.test("r" + j, bytes(rows.get(j))))
                    .as("seed %d: %s in %s", SEED, condition, rows.get(j))
                    .isEqualTo(expected);
            }
        }
        assertThat(found).isBetween(100_000, 900_000);
    }

    /** Nitrite's issue 1262: nothing at all, with an index, once a row has null. */
    @Test
    void lessThanFindsRowsBesideOneThatHasNull() {
        assertFound(where("a").lessThan(5), "{\"a\":null}", "{\"a\":4}", "{}", "{\"a\":5}", "{\"a\":3}")
            .containsExactly("{\"a\":4}", "{\"a\":3}");
        assertFound(where("a").atMost(5), "{\"a\":null}", "{\"a\":5}").containsExactly("{\"a\":5}");
    }

    /** Spring Data KeyValue: nulls sort first, and so were less. */
    @Test
    void noComparisonWithAValueFindsNullOrMissing() {
        for (Query query : List.of(where("a").lessThan(5), where("a").atMost(5), where("a").greaterThan(-5),
                where("a").atLeast(-5), where("a").lessThan("z"), where("a").atMost(true), where("a").is(0),
                where("a").is(false), where("a").is(""), where("a").in(0, ""), where("a").startsWith(""),
                where("a").like("%"), where("a").matches(""), where("a").between(0, 0))) {
            assertFound(query, "{\"a\":null}", "{}", "{\"a\":[]}", "{\"a\":[null]}", "{\"a\":[[0,\"\",false]]}")
                .as(query.toString())
                .isEmpty();
        }
    }

    /** Spring Data KeyValue left out both bounds. */
    @Test
    void betweenHasBothItsBounds() {
        assertFound(where("a").between(10, 30), "{\"a\":10}", "{\"a\":20}", "{\"a\":30.0}", "{\"a\":9}", "{\"a\":31}")
            .containsExactly("{\"a\":10}", "{\"a\":20}", "{\"a\":30.0}");
    }

    /** Nitrite's issue 1258, and Spring Data KeyValue, which found none by an array. */
    @Test
    void inFindsWhatIsOneOfTheValues() {
        assertFound(where("a").in(1, "x", true), "{\"a\":1.0}", "{\"a\":\"x\"}", "{\"a\":true}", "{\"a\":\"1\"}", "{}")
            .containsExactly("{\"a\":1.0}", "{\"a\":\"x\"}", "{\"a\":true}");
        assertFound(where("a").in(List.of()), "{\"a\":1}", "{}").isEmpty();
        assertFound(where("a").in(1, null), "{\"a\":1}", "{}", "{\"a\":null}", "{\"a\":2}").containsExactly("{\"a\":1}",
                "{}", "{\"a\":null}");
    }

    /** Nitrite's issue 1266: conditions on two fields in one scan. */
    @Test
    void conditionsOnSeveralFieldsAreAllFulfilled() {
        assertFound(where("a").greaterThan(1).and("b").is("x").and("c.d").isNot(2), "{\"a\":2,\"b\":\"x\"}",
                "{\"b\":\"x\",\"a\":2,\"c\":{\"d\":2.0}}", "{\"a\":1,\"b\":\"x\"}", "{\"a\":2,\"b\":\"y\"}")
            .containsExactly("{\"a\":2,\"b\":\"x\"}");
    }

    /** Spring Data KeyValue took the percent sign for itself. */
    @Test
    void likeHasAPattern() {
        assertFound(where("a").like("n%"), "{\"a\":\"nn\"}", "{\"a\":\"n\"}", "{\"a\":\"an\"}")
            .containsExactly("{\"a\":\"nn\"}", "{\"a\":\"n\"}");
        assertFound(where("a").like("_😀_"), "{\"a\":\"a😀😀\"}", "{\"a\":\"a😀\"}")
            .containsExactly("{\"a\":\"a😀😀\"}");
        assertFound(where("a").like("100\\%"), "{\"a\":\"100%\"}", "{\"a\":\"1000\"}")
            .containsExactly("{\"a\":\"100%\"}");
        assertFound(where("a").likeIgnoringCase("É%"), "{\"a\":\"été\"}", "{\"a\":\"ete\"}")
            .containsExactly("{\"a\":\"été\"}");
    }

    @Test
    void ofAnArrayAnyElementFulfillsAConditionButNoneWithinItsArrays() {
        String row = "{\"a\":[1,\"x\",null,[7],{\"b\":3}]}";
        assertFound(where("a").is(1), row).isNotEmpty();
        assertFound(where("a").startsWith("x"), row).isNotEmpty();
        assertFound(where("a").isNull(), row).isNotEmpty();
        assertFound(where("a").is(java.util.Map.of("b", 3)), row).isNotEmpty();
        assertFound(where("a").is(7), row).isEmpty();
        assertFound(where("a.b").is(3), row).isEmpty();
        assertFound(where("a.b").isNull(), row).isNotEmpty();
    }

    @Test
    void anArrayIsEqualToAnArrayAsAWhole() {
        assertFound(where("a").is(List.of(1, 2)), "{\"a\":[1,2.0]}", "{\"a\":[2,1]}", "{\"a\":[[1,2]]}", "{\"a\":1}")
            .containsExactly("{\"a\":[1,2.0]}");
        assertFound(where("a").in(List.of(1), 2), "{\"a\":[1]}", "{\"a\":1}", "{\"a\":[3,2]}")
            .containsExactly("{\"a\":[1]}", "{\"a\":[3,2]}");
        assertFound(where("a").is(List.of()), "{\"a\":[]}", "{}").containsExactly("{\"a\":[]}");
    }

    @Test
    void oneElementLiesWithinARangeButTwoConditionsMayBeFulfilledByTwo() {
        assertFound(where("a").between(2, 4), "{\"a\":[1,5]}", "{\"a\":[1,3]}").containsExactly("{\"a\":[1,3]}");
        assertFound(where("a").atLeast(2).and("a").atMost(4), "{\"a\":[1,5]}").isNotEmpty();
    }

    @Test
    void isNotFindsWhateverIsDoesNot() {
        assertFound(where("a").isNot(5), "{}", "{\"a\":null}", "{\"a\":4}", "{\"a\":\"5\"}", "{\"a\":5.0}",
                "{\"a\":[4,5]}")
            .containsExactly("{}", "{\"a\":null}", "{\"a\":4}", "{\"a\":\"5\"}");
        assertFound(where("a").not().lessThan(5), "{}", "{\"a\":4}", "{\"a\":5}").containsExactly("{}", "{\"a\":5}");
    }

    @Test
    void nothingComparesWithAnotherType() {
        assertFound(where("a").greaterThan(0), "{\"a\":\"1\"}", "{\"a\":true}", "{\"a\":{}}").isEmpty();
        assertFound(where("a").greaterThan(""), "{\"a\":1}", "{\"a\":{\"b\":1}}").isEmpty();
        assertFound(where("a").atLeast(false), "{\"a\":1}", "{\"a\":true}").containsExactly("{\"a\":true}");
    }

    @Test
    void caseIsIgnoredInEachLanguageTheSame() {
        assertFound(where("a").isIgnoringCase("STRASSE"), "{\"a\":\"strasse\"}", "{\"a\":\"straße\"}")
            .containsExactly("{\"a\":\"strasse\"}");
        assertFound(where("a").containsIgnoringCase("ΟΔΟΣ"), "{\"a\":\"xοδος\"}", "{\"a\":\"οδοσx\"}").hasSize(2);
        assertFound(where("a").isIgnoringCase("ISTANBUL"), "{\"a\":\"istanbul\"}", "{\"a\":\"İstanbul\"}").hasSize(2);
    }

    @Test
    void caseIsIgnoredInEachOfSeveralTextsAndOnlyInTexts() {
        assertFound(where("a").inIgnoringCase("ÉTÉ", "x"), "{\"a\":\"été\"}", "{\"a\":\"ete\"}", "{\"a\":[1,\"X\"]}",
                "{}")
            .containsExactly("{\"a\":\"été\"}", "{\"a\":[1,\"X\"]}");
        assertFound(where("a").inIgnoringCase(Arrays.asList("x", 1, null)), "{\"a\":1.0}", "{}", "{\"a\":\"y\"}")
            .containsExactly("{\"a\":1.0}", "{}");
        assertFound(where("a").inIgnoringCase(List.of(List.of("x"))), "{\"a\":[\"x\"]}", "{\"a\":[\"X\"]}")
            .containsExactly("{\"a\":[\"x\"]}");
        assertFound(where("a").inIgnoringCase(List.of()), "{\"a\":\"\"}", "{}").isEmpty();
        assertFound(where("a").not().inIgnoringCase("X"), "{\"a\":\"x\"}", "{}").containsExactly("{}");
    }

    @Test
    void fragmentsOfEscapesAreNotFound() {
        String row = "{\"a\":\"x\\n\\u0001\\\\\\\"\"}";
        for (String fragment : List.of("n", "u", "0001", "1", "nu", "\\\\", "u0001")) {
            assertFound(where("a").contains(fragment), row).as(fragment).isEmpty();
            assertFound(where("a").endsWith(fragment), "{\"a\":\"x\\u0001\"}").as(fragment).isEmpty();
        }
        assertFound(where("a").contains("\\"), row).isNotEmpty();
        assertFound(where("a").endsWith("\""), row).isNotEmpty();
        assertFound(where("a").startsWith("x\n\u0001"), row).isNotEmpty();
        assertFound(where("a").contains("n"), "{\"a\":\"\\nn\"}").isNotEmpty();
    }

    @Test
    void existsIsAlsoWhatIsNull() {
        assertFound(where("a.b").exists(), "{\"a\":{\"b\":null}}", "{\"a\":{}}", "{\"a\":[{\"b\":1}]}")
            .containsExactly("{\"a\":{\"b\":null}}");
        assertFound(where("a").doesNotExist(), "{\"a\":null}", "{}").containsExactly("{}");
    }

    @Test
    void allRowsMatchNoCondition() {
        assertThat(Matcher.of(null).test("1", bytes("{}"))).isTrue();
    }

    private static org.assertj.core.api.ListAssert<String> assertFound(Query query, String... rows) {
        Matcher matcher = Matcher.of(query.condition());
        return assertThat(Stream.of(rows).filter((row) -> matcher.test("1", bytes(row))));
    }

    private static byte[] bytes(String json) {
        return json.getBytes(StandardCharsets.UTF_8);
    }

}
