package io.filestore.query;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A field of which a query is about to say something: {@code where("total").is(100)}.
 * What a value can be is told by {@link Operand#of}, what it means for arrays, null and
 * missing fields by {@link Condition}.
 */
public final class QueryField {

    private final Query query;

    private final String field;

    private final boolean negated;

    QueryField(Query query, String field, boolean negated) {
        this.query = query;
        this.field = FieldPath.require(field);
        this.negated = negated;
    }

    /** The contrary of what follows. */
    public QueryField not() {
        return new QueryField(this.query, this.field, !this.negated);
    }

    /** Equal to the value; null or missing, if it is null. */
    public Query is(@Nullable Object value) {
        Operand operand = Operand.of(value);
        return with(operand.isNull() ? new IsNull(this.field) : new Is(this.field, operand));
    }

    /** Not equal to the value, which is also so if the field is missing. */
    public Query isNot(@Nullable Object value) {
        return not().is(value);
    }

    public Query isNull() {
        return with(new IsNull(this.field));
    }

    public Query isNotNull() {
        return not().isNull();
    }

    /** There, be it null. */
    public Query exists() {
        return with(new Exists(this.field));
    }

    public Query doesNotExist() {
        return not().exists();
    }

    /** Equal to one of the values. */
    public Query in(@Nullable Object... values) {
        return in(Arrays.asList(values));
    }

    /** Equal to one of the values. */
    public Query in(Collection<? extends @Nullable Object> values) {
        return with(new In(this.field, operands(values)));
    }

    /** Equal to one of the texts but for upper and lower case. */
    public Query inIgnoringCase(String... texts) {
        return inIgnoringCase(Arrays.asList(texts));
    }

    /** Equal to one of the values, if that is a text but for upper and lower case. */
    public Query inIgnoringCase(Collection<? extends @Nullable Object> values) {
        return with(new In(this.field, operands(values), true));
    }

    public Query notIn(@Nullable Object... values) {
        return not().in(values);
    }

    public Query notIn(Collection<? extends @Nullable Object> values) {
        return not().in(values);
    }

    private static List<Operand> operands(Collection<? extends @Nullable Object> values) {
        return values.stream().map(Operand::of).toList();
    }

    public Query lessThan(Object value) {
        return between(null, Bound.exclusive(Operand.of(value)));
    }

    public Query atMost(Object value) {
        return between(null, Bound.inclusive(Operand.of(value)));
    }

    public Query greaterThan(Object value) {
        return between(Bound.exclusive(Operand.of(value)), null);
    }

    public Query atLeast(Object value) {
        return between(Bound.inclusive(Operand.of(value)), null);
    }

    /** From the one value to the other, both included. */
    public Query between(Object lower, Object upper) {
        return between(Bound.inclusive(Operand.of(lower)), Bound.inclusive(Operand.of(upper)));
    }

    /** From the one bound, or everywhere, to the other, or for ever. */
    public Query between(@Nullable Bound lower, @Nullable Bound upper) {
        return with(new Range(this.field, lower, upper));
    }

    /** Equal to the text but for upper and lower case. */
    public Query isIgnoringCase(String text) {
        return text(TextMatch.IS, text, true);
    }

    public Query startsWith(String text) {
        return text(TextMatch.STARTS_WITH, text, false);
    }

    public Query startsWithIgnoringCase(String text) {
        return text(TextMatch.STARTS_WITH, text, true);
    }

    public Query endsWith(String text) {
        return text(TextMatch.ENDS_WITH, text, false);
    }

    public Query endsWithIgnoringCase(String text) {
        return text(TextMatch.ENDS_WITH, text, true);
    }

    public Query contains(String text) {
        return text(TextMatch.CONTAINS, text, false);
    }

    public Query containsIgnoringCase(String text) {
        return text(TextMatch.CONTAINS, text, true);
    }

    /** Like a pattern with {@code %} and {@code _}, see {@link TextMatch#LIKE}. */
    public Query like(String pattern) {
        return text(TextMatch.LIKE, pattern, false);
    }

    public Query likeIgnoringCase(String pattern) {
        return text(TextMatch.LIKE, pattern, true);
    }

    private Query text(TextMatch match, String text, boolean ignoreCase) {
        return with(new Text(this.field, match, text, ignoreCase));
    }

    /** Has what a regular expression finds, see {@link Regex}. */
    public Query matches(String regex) {
        return with(new Regex(this.field, regex, false));
    }

    public Query matchesIgnoringCase(String regex) {
        return with(new Regex(this.field, regex, true));
    }

    private Query with(Condition condition) {
        return this.query.and(this.negated ? condition.negate() : condition);
    }

}
