package io.filestore.query;

import java.util.List;

import io.filestore.error.InvalidQueryException;
import io.filestore.row.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static io.filestore.query.Query.where;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class QueryJsonTests {

    private static final long SEED = System.nanoTime();

    @Test
    void hasAShortFormInJson() {
        Query query = where("status").is("open")
            .and("total")
            .greaterThan(100)
            .orderBy("createdAt")
            .descending()
            .limit(20);
        assertThat(query.toJson()).isEqualTo(
                "{\"where\":{\"status\":\"open\",\"total\":{\"gt\":100}},\"orderBy\":[\"-createdAt\"],\"limit\":20}");
        assertThat(Query.parse(query.toJson())).isEqualTo(query);
        assertThat(Query.parse(query.toRow())).isEqualTo(query);
        assertThat(Query.all().toJson()).isEqualTo("{}");
        assertThat(Query.parse("{ }")).isEqualTo(Query.all());
        assertThat(Query.parse("{\"where\": {}}")).isEqualTo(Query.all());
    }

    @Test
    void eachQueryComesBackFromItsJson() {
        RandomConditions conditions = new RandomConditions(new RandomValues(SEED));
        for (int i = 0; i < 5000; i++) {
            Query query = conditions.query();
            String json = query.toJson();
            Query parsed = Query.parse(json);
            assertThat(parsed).as("seed %d: %s as %s", SEED, query, json).isEqualTo(query).hasSameHashCodeAs(query);
            assertThat(parsed.toJson()).isEqualTo(json);
            assertThat(Row.parse(json)).isEqualTo(query.toRow());
            assertThat(parsed).hasToString(query.toString());
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', quoteCharacter = '`', textBlock = """
            {"a": null} ~ a is null
            {"a": {"is": {"b": 1}}} ~ a is {"b":1}
            {"a": {"is": [1, 2]}} ~ a is [1,2]
            {"a": {"isNot": 1.50}} ~ a is not 1.50
            {"a": {"isNot": null}} ~ a is not null
            {"a": {"in": [1, "x"]}} ~ a is in (1, "x")
            {"a": {"notIn": []}} ~ a is not in ()
            {"a": {"gte": 1, "lt": 5}} ~ a >= 1 and < 5
            {"a": {"lte": 5, "gte": 1}} ~ a between 1 and 5
            {"a": {"gt": 1, "isNot": 3, "lt": 5}} ~ a > 1 and < 5 and a is not 3
            {"a": {"startsWith": "x", "endsWith": "y"}} ~ a starts with "x" and a ends with "y"
            {"a": {"contains": "x", "ignoreCase": true}} ~ a contains "x" ignoring case
            {"a": {"is": "X", "ignoreCase": true}} ~ a is "X" ignoring case
            {"a": {"in": ["X", 1, null], "ignoreCase": true}} ~ a is in ("X", 1, null) ignoring case
            {"a": {"notIn": ["X"], "ignoreCase": true}} ~ a is not in ("X") ignoring case
            {"a": {"in": [], "ignoreCase": true}} ~ a is in () ignoring case
            {"a": {"like": "x%", "ignoreCase": false}} ~ a is like "x%"
            {"a": {"regex": "^x"}} ~ a matches "^x"
            {"a": {"exists": true}} ~ a exists
            {"a": {"exists": false}} ~ a does not exist
            {"a": {"isNull": false}} ~ a is not null
            {"a": {"not": {"gt": 1}}} ~ not (a > 1)
            {"a.b": 1, "or": [{"c": 2}, {"d": 3, "e": 4}]} ~ a.b is 1 and (c is 2 or (d is 3 and e is 4))
            {"and": [{"a": 1}, {"a": 2}]} ~ a is 1 and a is 2
            {"not": {"a": 1, "b": 2}} ~ not (a is 1 and b is 2)
            {"#id": {"startsWith": "2026-"}, "a.#id": 1} ~ #id starts with "2026-" and a.#id is 1
            {"#id": {"in": [7, "x"]}} ~ #id is in ("7", "x")
            {"#id": {"gt": "a", "isNot": "b"}} ~ #id > "a" and #id is not "b"
            {".or": 1, ".not": {"gt": 2}, ".and": "x"} ~ or is 1 and not > 2 and and is "x"
            """)
    void eachOperatorIsRead(String json, String text) {
        Query query = Query.parse("{\"where\": " + json + "}");
        assertThat(query).hasToString(text);
        assertThat(Query.parse(query.toJson())).isEqualTo(query);
    }

    @Test
    void twoBoundsOfOneRangeAreNotTwoRanges() {
        Query one = where("a").between(Bound.exclusive(Operand.of(1)), Bound.exclusive(Operand.of(5)));
        Query two = where("a").greaterThan(1).and("a").lessThan(5);
        assertThat(one.toJson()).isEqualTo("{\"where\":{\"a\":{\"gt\":1,\"lt\":5}}}");
        assertThat(two.toJson()).isEqualTo("{\"where\":{\"and\":[{\"a\":{\"gt\":1}},{\"a\":{\"lt\":5}}]}}");
        assertThat(Query.parse(two.toJson())).isEqualTo(two).isNotEqualTo(one);
    }

    @Test
    void ordersAreNamesOrObjects() {
        Query query = Query.all().orderBy("a").orderBy("b").descending().orderBy("c").nullsLast().orderBy("-d");
        assertThat(query.toJson())
            .isEqualTo("{\"orderBy\":[\"a\",\"-b\",{\"field\":\"c\",\"nulls\":\"last\"},{\"field\":\"-d\"}]}");
        assertThat(Query.parse(query.toJson())).isEqualTo(query);
        assertThat(Query.parse("{\"orderBy\": \"-a\"}")).isEqualTo(Query.all().orderBy("a").descending());
        assertThat(Query.parse("{\"orderBy\": {\"field\": \"a\", \"descending\": true, \"nulls\": \"first\"}}").order())
            .isEqualTo(List.of(new OrderBy("a", true, true)));
        assertThat(Query.parse("{\"orderBy\": [\"a\", \"-#id\"]}"))
            .isEqualTo(Query.all().orderBy("a").orderBy(Query.ID).descending());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', quoteCharacter = '`',
            textBlock = """
                    {"where": {"or": [{"a": 1}, {"total": {"gtt": 1}}]}} ~ where.or[1].total has the unknown operator 'gtt'. Possible are is, isNot, in, notIn, gt, gte, lt, lte, startsWith, endsWith, contains, like, regex, exists, isNull, not, and ignoreCase beside is, isNot, in, notIn and those on texts. To compare with an object, write {"is": {...}}.
                    {"where": {"a": {}}} ~ where.a has no operator. Possible are is, isNot, in, notIn, gt, gte, lt, lte, startsWith, endsWith, contains, like, regex, exists, isNull, not, and ignoreCase beside is, isNot, in, notIn and those on texts.
                    {"where": {"a": [1]}} ~ where.a is an array: write {"in": [...]} for one of these values, or {"is": [...]} for an array that is just this one.
                    {"where": {"a": {"in": 1}}} ~ where.a.in must be an array of values, but is a number.
                    {"where": {"a": {"startsWith": 1}}} ~ where.a.startsWith must be a string, but is a number.
                    {"where": {"a": {"regex": null}}} ~ where.a.regex must be a string, but is null.
                    {"where": {"a": {"exists": 1}}} ~ where.a.exists must be true or false, but is a number.
                    {"where": {"a": {"not": 1}}} ~ where.a.not must be an object with operators, but is a number. To say that a field has not this value, write isNot.
                    {"where": {"a": {"gt": 1, "gte": 2}}} ~ where.a has both gt and gte, of which one says it all. Leave one out.
                    {"where": {"a": {"gt": null}}} ~ Nothing is less or greater than null, but field 'a' should be. Compare with a number, a string or a boolean.
                    {"where": {"a": {"gt": 1, "ignoreCase": true}}} ~ where.a has ignoreCase, but nothing that could ignore it. It goes with is, isNot, in, notIn, startsWith, endsWith, contains, like and regex on texts.
                    {"where": {"a": {"gt": "x", "ignoreCase": true}}} ~ where.a has ignoreCase beside gt of a text, but in a range, as in an order, upper and lower case are never the same. Leave it out, or compare with a field that is in lower case in all rows.
                    {"where": {"a": {"startsWith": "x", "lte": "xy", "ignoreCase": true}}} ~ where.a has ignoreCase beside lte of a text, but in a range, as in an order, upper and lower case are never the same. Leave it out, or compare with a field that is in lower case in all rows.
                    {"where": {"a": {"is": 1, "ignoreCase": "yes"}}} ~ where.a.ignoreCase must be true or false, but is a string.
                    {"where": {"or": {"a": 1}}} ~ where.or is an object, but must be an array of conditions, as in {"status": "open", "or": [{...}, {...}]}. A field of that name is written with a dot before it.
                    {"where": {"and": []}} ~ where.and is empty, but must be an array of conditions, as in {"status": "open", "or": [{...}, {...}]}. A field of that name is written with a dot before it.
                    {"where": {"or": [{}]}} ~ where.or[0] is empty, but must be an object with a condition, as in {"status": "open", "or": [{...}, {...}]}.
                    {"where": {"not": 5}} ~ where.not is a number, but must be an object with a condition, as in {"status": "open", "or": [{...}, {...}]}.
                    {"where": [1]} ~ where is an array, but must be an object with fields, as in {"status": "open", "total": {"gt": 100}}.
                    {"filter": {}} ~ A query has no 'filter', only where, orderBy and limit.
                    {"limit": "20"} ~ The limit is "20", but must be a whole number from 1 to 2147483647.
                    {"limit": 1.5} ~ The limit is 1.5, but must be a whole number from 1 to 2147483647.
                    {"limit": 0} ~ The limit of a query is 0, but must be 1 at least. Leave it out to get all rows.
                    {"orderBy": [5]} ~ orderBy has a number in it. Possible are names of fields, "-createdAt" for descending, and objects as {"field": "createdAt", "descending": true, "nulls": "last"}.
                    {"orderBy": {"descending": true}} ~ orderBy has an object without a field. Possible are names of fields, "-createdAt" for descending, and objects as {"field": "createdAt", "descending": true, "nulls": "last"}.
                    {"orderBy": {"field": "a", "desc": true}} ~ orderBy has desc: true, but only field: a text, descending: true or false, and nulls: "first" or "last" are possible.
                    {"where": {"a..b": 1}} ~ No field is named 'a..b': a name between its dots is empty. A path is a name, or names with dots between them, as in address.city.
                    """)
    void whatIsNoQueryIsRefusedWithThePlaceAndWhatIsPossible(String json, String message) {
        assertThatThrownBy(() -> Query.parse(json)).isInstanceOf(InvalidQueryException.class).hasMessage(message);
    }

    @Test
    void whatIsNoJsonIsRefused() {
        assertThatThrownBy(() -> Query.parse("{\"where\": ")).isInstanceOf(InvalidQueryException.class)
            .hasMessageStartingWith("This is no query, which is a JSON object with where, orderBy and limit: ")
            .hasMessageContaining("line 1");
        assertThatThrownBy(() -> Query.parse("[]")).isInstanceOf(InvalidQueryException.class)
            .hasMessageContaining("A row must be a JSON object");
    }

    @Test
    void tooDeepIsRefused() {
        String deep = "{\"not\":".repeat(60) + "{\"a\":1}" + "}".repeat(60);
        assertThatThrownBy(() -> Query.parse("{\"where\":" + deep + "}")).isInstanceOf(InvalidQueryException.class)
            .hasMessage("The conditions are more than 50 deep within each other. Write them flatter.");
        String within = "{\"a\":" + "{\"not\":".repeat(60) + "{\"gt\":1}" + "}".repeat(60) + "}";
        assertThatThrownBy(() -> Query.parse("{\"where\":" + within + "}")).isInstanceOf(InvalidQueryException.class)
            .hasMessage("The conditions are more than 50 deep within each other. Write them flatter.");
        String most = "{\"not\":".repeat(48) + "{\"a\":1}" + "}".repeat(48);
        assertThat(Query.parse("{\"where\":" + most + "}").toJson()).contains("{\"isNot\":1}");
    }

}
