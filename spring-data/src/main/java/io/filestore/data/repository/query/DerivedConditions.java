package io.filestore.data.repository.query;

import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.springframework.data.domain.Range;
import org.springframework.data.domain.Sort;
import org.springframework.data.repository.query.ParameterAccessor;
import org.springframework.data.repository.query.parser.AbstractQueryCreator;
import org.springframework.data.repository.query.parser.Part;
import org.springframework.data.repository.query.parser.PartTree;
import org.springframework.util.ObjectUtils;

import io.filestore.error.InvalidQueryException;
import io.filestore.query.Query;
import io.filestore.query.QueryField;

/** The query of a method's name and its arguments. */
final class DerivedConditions extends AbstractQueryCreator<Query, Query> {

    private final EntityFields fields;

    DerivedConditions(PartTree tree, ParameterAccessor arguments, EntityFields fields) {
        super(tree, arguments);
        this.fields = fields;
    }

    /**
     * Refuses what no arguments would make a query.
     * @throws InvalidQueryException naming the property and what to do
     */
    static void require(PartTree tree, EntityFields fields) {
        for (Part part : tree.getParts()) {
            fields.of(part.getProperty());
            switch (part.getType()) {
                case IS_EMPTY, IS_NOT_EMPTY, CONTAINING, NOT_CONTAINING -> requireNoMap(part);
                case NEAR, WITHIN -> throw new InvalidQueryException(
                        "filestore knows no places: '" + part.getProperty() + "' cannot be near or within anything.");
                case LESS_THAN, LESS_THAN_EQUAL, GREATER_THAN, GREATER_THAN_EQUAL, BETWEEN, BEFORE, AFTER -> {
                    if (part.shouldIgnoreCase() == Part.IgnoreCaseType.ALWAYS) {
                        throw new InvalidQueryException("A range of '" + part.getProperty()
                                + "' cannot ignore upper and lower case. Keep a copy of the field in lower case.");
                    }
                }
                default -> {
                }
            }
        }
        fields.sorted(Query.all(), tree.getSort());
    }

    private static void requireNoMap(Part part) {
        if (Map.class.isAssignableFrom(part.getProperty().getTypeInformation().getType())) {
            throw new InvalidQueryException(
                    "'" + part.getProperty() + "' is a map, of which no query tells whether it is empty or has a key.");
        }
    }

    @Override
    protected Query create(Part part, Iterator<Object> arguments) {
        QueryField field = Query.where(this.fields.of(part.getProperty()));
        boolean ignoring = part.shouldIgnoreCase() == Part.IgnoreCaseType.ALWAYS
                || (part.shouldIgnoreCase() == Part.IgnoreCaseType.WHEN_POSSIBLE
                        && part.getProperty().getLeafType() == String.class);
        return switch (part.getType()) {
            case SIMPLE_PROPERTY -> is(field, arguments.next(), ignoring);
            case NEGATING_SIMPLE_PROPERTY -> is(field.not(), arguments.next(), ignoring);
            case IS_NULL -> field.isNull();
            case IS_NOT_NULL -> field.isNotNull();
            case EXISTS -> field.exists();
            case TRUE -> field.is(true);
            case FALSE -> field.is(false);
            case LESS_THAN, BEFORE -> field.lessThan(arguments.next());
            case LESS_THAN_EQUAL -> field.atMost(arguments.next());
            case GREATER_THAN, AFTER -> field.greaterThan(arguments.next());
            case GREATER_THAN_EQUAL -> field.atLeast(arguments.next());
            case BETWEEN -> between(field, arguments);
            case IN -> in(field, arguments.next(), ignoring);
            case NOT_IN -> in(field.not(), arguments.next(), ignoring);
            case LIKE -> like(field, text(part, arguments), ignoring);
            case NOT_LIKE -> like(field.not(), text(part, arguments), ignoring);
            case STARTING_WITH -> startsWith(field, text(part, arguments), ignoring);
            case ENDING_WITH -> endsWith(field, text(part, arguments), ignoring);
            case CONTAINING -> containing(field, part, arguments, ignoring);
            case NOT_CONTAINING -> containing(field.not(), part, arguments, ignoring);
            case REGEX -> matches(field, text(part, arguments), ignoring);
            case IS_EMPTY -> empty(field, part);
            case IS_NOT_EMPTY -> field.isNotNull().and(empty(field.not(), part));
            case NEAR, WITHIN -> throw new InvalidQueryException("filestore knows no places.");
        };
    }

    private static Query is(QueryField field, @Nullable Object value, boolean ignoring) {
        return (ignoring && value != null) ? field.isIgnoringCase(value.toString()) : field.is(value);
    }

    private static Query in(QueryField field, Object values, boolean ignoring) {
        Collection<?> all = (values instanceof Collection<?> collection) ? collection
                : List.of(ObjectUtils.toObjectArray(values));
        return ignoring ? field.inIgnoringCase(all) : field.in(all);
    }

    private static Query like(QueryField field, String pattern, boolean ignoring) {
        return ignoring ? field.likeIgnoringCase(pattern) : field.like(pattern);
    }

    private static Query startsWith(QueryField field, String text, boolean ignoring) {
        return ignoring ? field.startsWithIgnoringCase(text) : field.startsWith(text);
    }

    private static Query endsWith(QueryField field, String text, boolean ignoring) {
        return ignoring ? field.endsWithIgnoringCase(text) : field.endsWith(text);
    }

    private static Query matches(QueryField field, String regex, boolean ignoring) {
        return ignoring ? field.matchesIgnoringCase(regex) : field.matches(regex);
    }

    private static Query between(QueryField field, Iterator<Object> arguments) {
        Object first = arguments.next();
        return (first instanceof Range<?> range) ? within(field, range) : field.between(first, arguments.next());
    }

    private static Query within(QueryField field, Range<?> range) {
        return field.between(bound(range.getLowerBound()), bound(range.getUpperBound()));
    }

    private static io.filestore.query.@Nullable Bound bound(Range.Bound<?> bound) {
        return bound.getValue()
            .map((value) -> new io.filestore.query.Bound(io.filestore.query.Operand.of(value), bound.isInclusive()))
            .orElse(null);
    }

    private static Query containing(QueryField field, Part part, Iterator<Object> arguments, boolean ignoring) {
        if (part.getProperty().isCollection()) {
            return is(field, arguments.next(), ignoring);
        }
        String text = text(part, arguments);
        return ignoring ? field.containsIgnoringCase(text) : field.contains(text);
    }

    private static Query empty(QueryField field, Part part) {
        return field.is(part.getProperty().isCollection() ? List.of() : "");
    }

    private static String text(Part part, Iterator<Object> arguments) {
        Object argument = arguments.next();
        if (argument == null) {
            throw new InvalidQueryException(
                    "'" + part.getProperty() + "' is compared with a text, which must not be null.");
        }
        return argument.toString();
    }

    @Override
    protected Query and(Part part, Query base, Iterator<Object> arguments) {
        return base.and(create(part, arguments));
    }

    @Override
    protected Query or(Query base, Query other) {
        return base.or(other);
    }

    @Override
    protected Query complete(@Nullable Query conditions, Sort sort) {
        return this.fields.sorted((conditions != null) ? conditions : Query.all(), sort);
    }

}
