package io.filestore.data.repository.query;

import java.util.Iterator;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.springframework.data.domain.Range;
import org.springframework.data.repository.query.parser.Part;

import io.filestore.error.InvalidQueryException;
import io.filestore.query.Bound;
import io.filestore.query.Operand;
import io.filestore.query.Query;
import io.filestore.query.QueryField;

/** A part of a method's name: a condition on one property, which lacks its arguments. */
final class DerivedCondition {

    private final Part part;

    private final QueryField field;

    private final FieldForm form;

    private final boolean ignoring;

    /** Whether an argument says if the field has to be there. */
    private final boolean told;

    DerivedCondition(Part part, String field, FieldForm form, boolean told) {
        this.part = part;
        this.field = Query.where(field);
        this.form = form;
        this.ignoring = part.shouldIgnoreCase() == Part.IgnoreCaseType.ALWAYS
                || (part.shouldIgnoreCase() == Part.IgnoreCaseType.WHEN_POSSIBLE
                        && part.getProperty().getLeafType() == String.class);
        this.told = told;
    }

    Query with(Iterator<Object> arguments) {
        return switch (this.part.getType()) {
            case SIMPLE_PROPERTY -> is(this.field, arguments.next());
            case NEGATING_SIMPLE_PROPERTY -> is(this.field.not(), arguments.next());
            case IS_NULL -> this.field.isNull();
            case IS_NOT_NULL -> this.field.isNotNull();
            case EXISTS -> exists(arguments);
            case TRUE -> this.field.is(this.form.operand(true));
            case FALSE -> this.field.is(this.form.operand(false));
            case LESS_THAN, BEFORE -> this.field.lessThan(operand(arguments));
            case LESS_THAN_EQUAL -> this.field.atMost(operand(arguments));
            case GREATER_THAN, AFTER -> this.field.greaterThan(operand(arguments));
            case GREATER_THAN_EQUAL -> this.field.atLeast(operand(arguments));
            case BETWEEN -> between(arguments);
            case IN -> in(this.field, arguments.next());
            case NOT_IN -> in(this.field.not(), arguments.next());
            case LIKE -> like(this.field, text(arguments));
            case NOT_LIKE -> like(this.field.not(), text(arguments));
            case STARTING_WITH -> startsWith(text(arguments));
            case ENDING_WITH -> endsWith(text(arguments));
            case CONTAINING -> containing(this.field, arguments);
            case NOT_CONTAINING -> containing(this.field.not(), arguments);
            case REGEX -> matches(argument(arguments));
            case IS_EMPTY -> this.field.is(nothing());
            case IS_NOT_EMPTY -> this.field.isNotNull().and(this.field.not().is(nothing()));
            case NEAR, WITHIN -> throw new InvalidQueryException("filestore knows no places.");
        };
    }

    /** With values that any call might have. */
    Query sample() {
        Object first = switch (this.part.getType()) {
            case IN, NOT_IN -> List.of("a");
            case EXISTS -> true;
            default -> "a";
        };
        return with(List.of(first, "b").iterator());
    }

    private Query is(QueryField of, @Nullable Object value) {
        String text = this.ignoring ? this.form.text(value) : null;
        return (text != null) ? of.isIgnoringCase(text) : of.is(this.form.operand(value));
    }

    private Query exists(Iterator<Object> arguments) {
        return (!this.told || Boolean.TRUE.equals(argument(arguments))) ? this.field.exists()
                : this.field.doesNotExist();
    }

    private Query in(QueryField of, @Nullable Object values) {
        List<Operand> all = Values.all(values, this::subject).stream().map(this.form::operand).toList();
        return this.ignoring ? of.inIgnoringCase(all) : of.in(all);
    }

    private Query like(QueryField of, String pattern) {
        return this.ignoring ? of.likeIgnoringCase(pattern) : of.like(pattern);
    }

    private Query startsWith(String text) {
        return this.ignoring ? this.field.startsWithIgnoringCase(text) : this.field.startsWith(text);
    }

    private Query endsWith(String text) {
        return this.ignoring ? this.field.endsWithIgnoringCase(text) : this.field.endsWith(text);
    }

    private Query matches(Object regex) {
        boolean ignore = this.ignoring || Values.ignoresCase(regex);
        return ignore ? this.field.matchesIgnoringCase(regex.toString()) : this.field.matches(regex.toString());
    }

    private Query between(Iterator<Object> arguments) {
        Object first = arguments.next();
        return (first instanceof Range<?> range) ? within(range)
                : this.field.between(this.form.operand(first), operand(arguments));
    }

    private Query within(Range<?> range) {
        return this.field.between(bound(range.getLowerBound()), bound(range.getUpperBound()));
    }

    private @Nullable Bound bound(Range.Bound<?> bound) {
        return bound.getValue().map((value) -> new Bound(this.form.operand(value), bound.isInclusive())).orElse(null);
    }

    /** A value in an array, one of several, or a text within a text. */
    private Query containing(QueryField of, Iterator<Object> arguments) {
        if (!this.part.getProperty().isCollection()) {
            String text = text(arguments);
            return this.ignoring ? of.containsIgnoringCase(text) : of.contains(text);
        }
        Object value = arguments.next();
        boolean several = value instanceof Iterable<?> || (value != null && value.getClass().isArray());
        return several ? in(of, value) : is(of, value);
    }

    private Object nothing() {
        if (this.part.getProperty().isCollection()) {
            return List.of();
        }
        return Map.class.isAssignableFrom(this.part.getProperty().getTypeInformation().getType()) ? Map.of() : "";
    }

    private Operand operand(Iterator<Object> arguments) {
        return this.form.operand(arguments.next());
    }

    private String text(Iterator<Object> arguments) {
        return argument(arguments).toString();
    }

    private Object argument(Iterator<Object> arguments) {
        return Values.notNull(arguments.next(), this::subject);
    }

    private String subject() {
        return this.part.getProperty().toDotPath();
    }

}
