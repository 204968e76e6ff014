package io.filestore.query;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import io.filestore.error.InvalidQueryException;
import io.filestore.error.InvalidRowException;
import io.filestore.row.Row;
import org.junit.jupiter.api.Test;

import static io.filestore.query.Query.where;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class QueryTests {

    @Test
    void theShapeOfAQueryHasNoValues() {
        assertThat(where("a").is(1).and("b").between("x", "y").orderBy("c").descending().limit(3).shape())
            .isEqualTo("a is ? and b between ? and ? order by c descending");
        assertThat(where("a").in(1, 2, 3).or(where("b").startsWithIgnoringCase("x").and("c").lessThan(2)).shape())
            .isEqualTo("a is in (?) or (b starts with ? ignoring case and c < ?)");
        assertThat(Query.not(where("a").matches("x").or(where("a").matches("y"))).shape())
            .isEqualTo("not (a matches ?)");
        assertThat(where("a").isNull().and("b").exists().and("c").isNot(1).shape())
            .isEqualTo("a is null and b exists and c is not ?");
        assertThat(where("a").is(1).or(where("a").is(2)).shape()).isEqualTo("a is ?");
        assertThat(Query.all().shape()).isEqualTo("all");
    }

    @Test
    void readsAsItIsWritten() {
        assertThat(where("status").is("open").and("total").greaterThan(100).orderBy("createdAt").descending().limit(20))
            .hasToString("status is \"open\" and total > 100 order by createdAt descending limit 20");
        assertThat(where("a").is(1).or(where("b").lessThan(2)).and("c").isNotNull())
            .hasToString("(a is 1 or b < 2) and c is not null");
        assertThat(where("a").is(1).or(where("b").is(2).and("c").is(3))).hasToString("a is 1 or (b is 2 and c is 3)");
        assertThat(where("a").notIn(1, "x", null).and("b").between(1, 2).and("c").doesNotExist())
            .hasToString("a is not in (1, \"x\", null) and b between 1 and 2 and c does not exist");
        assertThat(where("a").not().startsWithIgnoringCase("x").and("b").like("%").and("c").matches("\\d"))
            .hasToString("not (a starts with \"x\" ignoring case) and b is like \"%\" and c matches \"\\\\d\"");
        assertThat(where("a").between(Bound.exclusive(Operand.of(1)), Bound.inclusive(Operand.of(2))))
            .hasToString("a > 1 and <= 2");
        assertThat(Query.not(where("a").atLeast(1).or(where("b").exists()))).hasToString("not (a >= 1 or b exists)");
        assertThat(Query.all().orderBy("a").nullsLast().orderBy("b").limit(1))
            .hasToString("all order by a nulls last, b limit 1");
    }

    @Test
    void isEqualByValue() {
        assertThat(where("a").is(1).and("b").in("x", 2).orderBy("c").limit(3))
            .isEqualTo(where("a").is(1L).and("b").in(List.of("x", 2)).orderBy("c").ascending().limit(3))
            .hasSameHashCodeAs(where("a").is(1L).and("b").in(List.of("x", 2)).orderBy("c").limit(3))
            .isNotEqualTo(where("a").is(1).and("b").in("x", 2).orderBy("c").limit(4))
            .isNotEqualTo(where("a").is(1).and("b").in("x", 2).orderBy("c").descending().limit(3))
            .isNotEqualTo(where("a").is(2).and("b").in("x", 2).orderBy("c").limit(3))
            .isNotEqualTo("a");
        assertThat(Query.matching(new Is("a", Operand.of(1)))).isEqualTo(where("a").is(1));
        assertThat(where("a").is(null)).isEqualTo(where("a").isNull());
        assertThat(where("a").not().not().is(1)).isEqualTo(where("a").is(1));
        assertThat(where("a").isNot(1)).isEqualTo(Query.not(where("a").is(1)));
    }

    @Test
    void isNeverChanged() {
        Query query = where("a").is(1).orderBy("b");
        query.descending();
        query.limit(1);
        query.and("c").is(1);
        assertThat(query).hasToString("a is 1 order by b");
        List<Operand> values = new ArrayList<>(List.of(Operand.of(1)));
        In in = new In("a", values);
        values.clear();
        assertThat(in).hasToString("a is in (1)");
    }

    @Test
    void whatIsJoinedIsFlat() {
        assertThat(where("a").is(1).and(where("b").is(2).and("c").is(3)).condition()).isEqualTo(
                new And(List.of(new Is("a", Operand.of(1)), new Is("b", Operand.of(2)), new Is("c", Operand.of(3)))));
        assertThat(Query.all().and(where("a").is(1))).isEqualTo(where("a").is(1));
        assertThat(where("a").is(1).and(Query.all())).isEqualTo(where("a").is(1));
        assertThat(where("a").is(1).or(Query.all())).isEqualTo(Query.all());
        assertThat(Query.all().or(where("a").is(1))).isEqualTo(Query.all());
    }

    @Test
    void tellsItsParts() {
        Query query = where("a").is(1).orderBy("b").descending().limit(5);
        assertThat(query.condition()).isEqualTo(new Is("a", Operand.of(1)));
        assertThat(query.order()).containsExactly(new OrderBy("b", true, false));
        assertThat(query.limit()).hasValue(5);
        assertThat(Query.all().condition()).isNull();
        assertThat(Query.all().limit()).isEmpty();
    }

    @Test
    void nullsKeepTheirPlaceWhenTheDirectionIsSaidLater() {
        assertThat(Query.all().orderBy("a").nullsFirst().descending().order())
            .containsExactly(new OrderBy("a", true, true));
        assertThat(Query.all().orderBy("a").descending().nullsFirst().ascending().order())
            .containsExactly(new OrderBy("a", false, true));
        assertThat(Query.all().orderBy("a").nullsFirst().orderBy("b").descending().order())
            .containsExactly(OrderBy.ascending("a"), OrderBy.descending("b"));
    }

    @Test
    void valuesAreWhatARowWouldHold() {
        assertThat(Operand.of(DayOfWeek.MONDAY)).hasToString("\"MONDAY\"");
        assertThat(Operand.of(Instant.EPOCH)).hasToString("\"1970-01-01T00:00:00.000000000Z\"");
        assertThat(Operand.of(LocalDate.EPOCH)).hasToString("\"1970-01-01\"");
        assertThat(Operand.of(new UUID(0, 1))).hasToString("\"00000000-0000-0000-0000-000000000001\"");
        assertThat(Operand.of(0.1f)).hasToString("0.1");
        assertThat(Operand.of(new java.math.BigDecimal("1.50"))).hasToString("1.50");
        assertThat(Operand.of('x')).hasToString("\"x\"");
        assertThat(Operand.of(Row.of("a", 1))).hasToString("{\"a\":1}");
        assertThat(Operand.of(Map.of("a", List.of(1)))).hasToString("{\"a\":[1]}");
        assertThat(Operand.of(null).isNull()).isTrue();
    }

    @Test
    void whatCannotBeComparedIsRefused() {
        assertRefused(() -> where("a").is(Double.NaN)).hasMessageStartingWith(
                "Nothing can be compared with NaN, since it is no value of JSON: java.lang.Double cannot be written");
        assertRefused(() -> where("a").lessThan(Float.POSITIVE_INFINITY))
            .hasMessageStartingWith("Nothing can be compared with Infinity, since it is no value of JSON");
        assertRefused(() -> where("a").is("\ud800")).hasMessageContaining("lone surrogate");
        assertRefused(() -> where("a").is(new Object())).hasMessageStartingWith("Nothing can be compared with");
        assertRefused(() -> where("a").lessThan(List.of(1))).hasMessage("Nothing is less or greater than an array, but"
                + " field 'a' should be. Compare with a number, a string or a boolean.");
        assertRefused(() -> where("a").atLeast(Row.of("b", 1)))
            .hasMessageStartingWith("Nothing is less or greater than an object");
        assertRefused(() -> where("a").between(1, null)).hasMessageStartingWith("Nothing is less or greater than null");
        assertRefused(() -> where("a").between(1, "z")).hasMessage("Nothing lies between a number and a string, but"
                + " field 'a' should lie between 1 and \"z\". Give two values of one type.");
        assertRefused(() -> new Range("a", null, null))
            .hasMessage("A range of field 'a' has no bound, and needs one at least.");
        assertRefused(() -> new Is("a", Operand.of(null)))
            .hasMessage("Nothing is equal to null; ask whether 'a' is null.");
        assertRefused(() -> new Text("a", TextMatch.IS, "x", false)).hasMessageEndingWith("that is the condition Is.");
        assertRefused(() -> where("a").startsWith("\udc00")).hasMessageContaining("lone surrogate");
        assertRefused(() -> where("a").like("a\\\\\\")).hasMessage("The pattern 'a\\\\\\' that field 'a' should be"
                + " like ends with a backslash, which takes the special meaning from what follows it: write two for a"
                + " backslash.");
        assertRefused(() -> where("a").like("%".repeat(1001))).hasMessageContaining("1000 are the most");
    }

    @Test
    void pathsThatLeadNowhereAreRefused() {
        assertRefused(() -> where("")).hasMessage("No field is named '': it is empty. A path is a name, or names with"
                + " dots between them, as in address.city.");
        assertRefused(() -> where("a..b")).hasMessageContaining("a name between its dots is empty");
        assertRefused(() -> Query.all().orderBy(".a")).hasMessageContaining("a name between its dots is empty");
        assertRefused(() -> where("\ud800")).hasMessageContaining("lone surrogate");
        assertRefused(() -> where("a".repeat(1001))).hasMessageContaining("it has 1001 characters");
    }

    @Test
    void tooMuchIsRefused() {
        assertRefused(() -> Query.all().limit(0))
            .hasMessage("The limit of a query is 0, but must be 1 at least. Leave it out to get all rows.");
        assertRefused(() -> {
            Condition condition = new IsNull("a");
            for (int i = 0; i < 60; i++) {
                condition = (i % 2 == 0) ? condition.and(new IsNull("a")) : condition.or(new IsNull("a"));
            }
        }).hasMessage("The conditions are more than 50 deep within each other. Write them flatter.");
        assertRefused(() -> new Or(java.util.Collections.nCopies(1000, new IsNull("a"))))
            .hasMessage("The condition consists of more than 1000 conditions. Ask for one of many values with 'in', or"
                    + " ask several times.");
        assertRefused(() -> new In("a", java.util.Collections.nCopies(100_001, Operand.of(1))))
            .hasMessageContaining("100000 are the most");
        assertRefused(() -> {
            Query query = Query.all();
            for (int i = 0; i < 33; i++) {
                query = query.orderBy("a" + i);
            }
        }).hasMessage("Rows cannot be ordered by more than 32 fields.");
        assertRefused(() -> new And(List.of(new IsNull("a"))))
            .hasMessage("There is nothing to join in [a is null]; give two conditions.");
    }

    @Test
    void onlyTheWholeHasAnOrderAndALimit() {
        assertRefused(() -> where("a").is(1).or(where("b").is(2).limit(1))).hasMessage(
                "The query within another has an order or a limit, which only the whole can have: b is 2 limit 1.");
        assertRefused(() -> Query.not(where("a").is(1).orderBy("a"))).hasMessageContaining("which only the whole");
        assertRefused(() -> Query.not(Query.all()))
            .hasMessage("A query for all rows cannot be negated: it would find none.");
        assertRefused(() -> Query.all().descending())
            .hasMessage("There is no order that 'descending' could be said of. Say it behind orderBy(...).");
    }

    private static org.assertj.core.api.AbstractThrowableAssert<?, ? extends Throwable> assertRefused(
            org.assertj.core.api.ThrowableAssert.ThrowingCallable query) {
        return assertThatThrownBy(query).isInstanceOf(InvalidQueryException.class)
            .isInstanceOf(InvalidRowException.class);
    }

}
