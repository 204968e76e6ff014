package io.filestore.query;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import io.filestore.error.InvalidQueryException;
import io.filestore.row.Row;

/**
 * Which rows of a collection, in which order, and how many at most. Immutable, equal by
 * value; each method gives another query.
 *
 * <pre class="code">
 * where("status").is("open").and("total").greaterThan(100).orderBy("createdAt").descending().limit(20)
 * where("city").is("Rome").or(where("city").is("Paris").and("open").is(true))
 * where(Order::total).between(10, 20).orderBy(Order::createdAt)
 * </pre>
 *
 * <p>
 * What is said later counts for all that was said before: {@code a.or(b).and(c)} is
 * {@code (a or b) and c}. What conditions mean is told by {@link Condition}, and the
 * order by {@link OrderBy}; rows that are equal in it are ordered by their ids,
 * descending if the last field is, unless {@link #ID} says it.
 *
 * <p>
 * One long file, since each method is a word of the language and a line or two.
 */
public final class Query {

    /**
     * Stands for the row's id wherever a field is named:
     * {@code where(ID).startsWith("2026-").orderBy(ID)}. An id is a text, and never null;
     * a number or UUID is equal to it if it is written so. A field of the JSON that has
     * this name cannot be asked.
     */
    public static final String ID = FieldPath.ROW_ID;

    /** So many fields may rows be ordered by. */
    public static final int MAX_ORDER = 32;

    private static final Query ALL = new Query(null, List.of(), 0, false);

    private final @Nullable Condition condition;

    private final List<OrderBy> order;

    private final List<OrderBy> decidingOrder;

    /** Zero for none. */
    private final int limit;

    /**
     * Whether the last order was told where nulls are; of no account for what it means.
     */
    private final boolean nullsTold;

    private Query(@Nullable Condition condition, List<OrderBy> order, int limit, boolean nullsTold) {
        this.condition = condition;
        this.order = order;
        this.decidingOrder = RowOrder.deciding(order);
        this.limit = limit;
        this.nullsTold = nullsTold;
    }

    /** All rows. */
    public static Query all() {
        return ALL;
    }

    /** The rows that fulfil a condition. */
    public static Query matching(Condition condition) {
        return new Query(condition, List.of(), 0, false);
    }

    /**
     * Begins with a condition on a field.
     * @param field the path of the field, as {@code total} or {@code address.city}
     */
    public static QueryField where(String field) {
        return ALL.and(field);
    }

    /**
     * Begins with a condition on a property, on the id if it holds the id.
     * @param property a method reference such as {@code Order::total}
     */
    public static <T> QueryField where(Getter<T, ?> property) {
        return ALL.and(property);
    }

    /** The rows that a query without order and limit does not find. */
    public static Query not(Query query) {
        Condition condition = query.conditionAlone();
        if (condition == null) {
            throw new InvalidQueryException("A query for all rows cannot be negated: it would find none.");
        }
        return matching(condition.negate());
    }

    /**
     * The path of a property of a property:
     * {@code path(Order::customer, Customer::name)}.
     */
    public static <A, B> String path(Getter<A, B> first, Getter<B, ?> second) {
        return GetterName.of(first) + "." + GetterName.within(second);
    }

    /** The path of a property three levels deep. */
    public static <A, B, C> String path(Getter<A, B> first, Getter<B, C> second, Getter<C, ?> third) {
        return path(first, second) + "." + GetterName.within(third);
    }

    /**
     * Reads a query from JSON, as {@link #toJson} writes it.
     * @throws InvalidQueryException if it is none; the message says where and what is
     * possible
     */
    public static Query parse(String json) {
        return QueryReader.read(json);
    }

    /**
     * Reads a query from JSON, as {@link #toRow} makes it.
     * @throws InvalidQueryException if it is none
     */
    public static Query parse(Row json) {
        return QueryReader.read(json);
    }

    /** Goes on with a condition on another field, or the same once more. */
    public QueryField and(String field) {
        return new QueryField(this, field, false);
    }

    /** Goes on with a condition on another property. */
    public <T> QueryField and(Getter<T, ?> property) {
        return and(GetterName.of(property));
    }

    /** What fulfils the other condition, too. */
    public Query and(Condition other) {
        return with((this.condition != null) ? this.condition.and(other) : other);
    }

    /** What the other query, which has no order and no limit, finds, too. */
    public Query and(Query other) {
        Condition condition = other.conditionAlone();
        return (condition != null) ? and(condition) : this;
    }

    /** What this finds, and what fulfils the other condition. */
    public Query or(Condition other) {
        return (this.condition != null) ? with(this.condition.or(other)) : this;
    }

    /**
     * What this finds, and what the other query, which has no order and no limit, finds.
     */
    public Query or(Query other) {
        Condition condition = other.conditionAlone();
        return (condition != null) ? or(condition) : with(null);
    }

    private Query with(@Nullable Condition other) {
        return new Query(other, this.order, this.limit, this.nullsTold);
    }

    private @Nullable Condition conditionAlone() {
        if (!this.order.isEmpty() || this.limit > 0) {
            throw new InvalidQueryException("The query within another has an order or a limit, which only the whole"
                    + " can have: " + this + ".");
        }
        return this.condition;
    }

    /**
     * By that field, after what it is ordered by already, ascending unless it is said.
     */
    public Query orderBy(String field) {
        return orderBy(OrderBy.ascending(field));
    }

    /** By that property, after what it is ordered by already. */
    public <T> Query orderBy(Getter<T, ?> property) {
        return orderBy(GetterName.of(property));
    }

    /** By that, after what it is ordered by already. */
    public Query orderBy(OrderBy next) {
        List<OrderBy> longer = new ArrayList<>(this.order);
        longer.add(next);
        if (longer.size() > MAX_ORDER) {
            throw new InvalidQueryException("Rows cannot be ordered by more than " + MAX_ORDER + " fields.");
        }
        return new Query(this.condition, List.copyOf(longer), this.limit, false);
    }

    /** The order that was named last begins with the greatest value. */
    public Query descending() {
        return directed(OrderBy.descending(last("descending").field()));
    }

    /** The order that was named last begins with the least value, as it does anyway. */
    public Query ascending() {
        return directed(OrderBy.ascending(last("ascending").field()));
    }

    private Query directed(OrderBy natural) {
        boolean nullsFirst = this.nullsTold ? last("").nullsFirst() : natural.nullsFirst();
        return withLast(new OrderBy(natural.field(), natural.descending(), nullsFirst), this.nullsTold);
    }

    /** In the order that was named last, rows without a value come first. */
    public Query nullsFirst() {
        OrderBy last = last("nullsFirst");
        return withLast(new OrderBy(last.field(), last.descending(), true), true);
    }

    /** In the order that was named last, rows without a value come last. */
    public Query nullsLast() {
        OrderBy last = last("nullsLast");
        return withLast(new OrderBy(last.field(), last.descending(), false), true);
    }

    private OrderBy last(String word) {
        if (this.order.isEmpty()) {
            throw new InvalidQueryException(
                    "There is no order that '" + word + "' could be said of. Say it behind orderBy(...).");
        }
        return this.order.get(this.order.size() - 1);
    }

    private Query withLast(OrderBy last, boolean told) {
        List<OrderBy> changed = new ArrayList<>(this.order);
        changed.set(changed.size() - 1, last);
        return new Query(this.condition, List.copyOf(changed), this.limit, told);
    }

    /** So many rows at most, which must be one at least. */
    public Query limit(int rows) {
        if (rows < 1) {
            throw new InvalidQueryException(
                    "The limit of a query is " + rows + ", but must be 1 at least. Leave it out to get all rows.");
        }
        return new Query(this.condition, this.order, rows, this.nullsTold);
    }

    /** What rows have to fulfil, null if nothing. */
    public @Nullable Condition condition() {
        return this.condition;
    }

    /** What rows are ordered by before their ids, as it was said. */
    public List<OrderBy> order() {
        return this.order;
    }

    /**
     * The same without what decides nothing: what is said twice, and all behind the id.
     */
    public List<OrderBy> decidingOrder() {
        return this.decidingOrder;
    }

    /** The same rows, in no order that matters, and all of them. */
    public Query withoutOrder() {
        return new Query(this.condition, List.of(), 0, false);
    }

    /** The same of other fields. */
    public Query withFields(UnaryOperator<String> naming) {
        List<OrderBy> named = this.order.stream()
            .map((by) -> new OrderBy(naming.apply(by.field()), by.descending(), by.nullsFirst()))
            .toList();
        Condition other = (this.condition != null) ? FieldRenaming.of(this.condition, naming) : null;
        return new Query(other, named, this.limit, this.nullsTold);
    }

    /** The same with another limit, 0 for none. */
    public Query withLimit(int rows) {
        return new Query(this.condition, this.order, rows, this.nullsTold);
    }

    /** Whether rows that are equal in the order have their ids descending. */
    public boolean isBackwards() {
        return RowOrder.isBackwards(this.order);
    }

    /** Whether it says something of this field, or of a field within it. */
    public boolean asks(String field) {
        return this.order.stream().anyMatch((by) -> FieldPath.isWithin(by.field(), field))
                || (this.condition != null && Joined.asks(this.condition, field));
    }

    /** How many rows at most. */
    public OptionalInt limit() {
        return (this.limit > 0) ? OptionalInt.of(this.limit) : OptionalInt.empty();
    }

    /**
     * The query as JSON:
     * {@code {"where":{"total":{"gt":100}},"orderBy":["-createdAt"],"limit":20}}.
     */
    public String toJson() {
        return toRow().toString();
    }

    /** The query as JSON. */
    public Row toRow() {
        return Row.ofCanonical(QueryWriter.write(this));
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Query query && Objects.equals(this.condition, query.condition)
                && this.order.equals(query.order) && this.limit == query.limit;
    }

    @Override
    public int hashCode() {
        return Objects.hash(this.condition, this.order, this.limit);
    }

    /** As a person would say it. */
    @Override
    public String toString() {
        String text = (this.condition != null) ? this.condition.toString() : "all";
        return inOrder(text) + ((this.limit > 0) ? " limit " + this.limit : "");
    }

    /**
     * What it has in common with those that differ in their values only, as a person
     * would say it: {@code status is ? and total > ? order by total}.
     */
    public String shape() {
        return inOrder((this.condition != null) ? ConditionText.shapeOf(this.condition) : "all");
    }

    private String inOrder(String text) {
        return this.order.stream()
            .map(OrderBy::toString)
            .collect(Collectors.joining(", ", this.order.isEmpty() ? text : text + " order by ", ""));
    }

}
