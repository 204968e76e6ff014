package io.filestore.query;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

import io.filestore.row.Row;

/** Random conditions on the fields of {@link RandomValues#row}. */
final class RandomConditions {

    private static final String[] FIELDS = { "a", "a", "b", "c", "a.a", "a.c", "b.c", "a.c.e", "missing", "x", "d", "d",
            "d", Query.ID };

    private static final String[] REGEXES = { "a", "^a", "c$", "^[a-c]+$", "\\d", "a.c", "(b|ss)", "^$", "é|ß", "\\n",
            "^.$", "[^a-z]", "a{2,3}", "\\\\" };

    private static final String[] PATTERNS = { "%", "a%", "%c", "a_c", "_", "%b%", "", "\\%", "a\\%c", "\\_", "_%_",
            "%é%", "A%" };

    private final RandomValues values;

    private final Supplier<String> ids;

    RandomConditions(RandomValues values) {
        this(values, () -> values.pick("a", "aa", "b-1", "\uffee", "\ud83d\ude00"));
    }

    /**
     * @param ids give one that a row may have
     */
    RandomConditions(RandomValues values, Supplier<String> ids) {
        this.values = values;
        this.ids = ids;
    }

    Condition condition() {
        return condition(3);
    }

    private Condition condition(int depth) {
        return switch (this.values.below((depth > 0) ? 8 : 5)) {
            case 5 -> new And(conditions(depth));
            case 6 -> new Or(conditions(depth));
            case 7 -> new Not(condition(depth - 1));
            default -> onField();
        };
    }

    private List<Condition> conditions(int depth) {
        List<Condition> conditions = new ArrayList<>();
        for (int i = this.values.below(2) + 2; i > 0; i--) {
            conditions.add(condition(depth - 1));
        }
        return conditions;
    }

    FieldCondition onField() {
        return onField(this.values.pick(FIELDS));
    }

    private FieldCondition onField(String field) {
        if (field.equals(Query.ID) && this.values.below(5) > 0) {
            return onId();
        }
        return switch (this.values.below(10)) {
            case 0, 1 -> is(field);
            case 2 -> new In(field,
                    IntStream.range(0, this.values.below(4))
                        .mapToObj((i) -> operand(field.equals(Query.ID) ? this.values.string() : this.values.value()))
                        .toList(),
                    this.values.below(3) == 0);
            case 3, 4, 5 -> range(field);
            case 6 -> text(field);
            case 7 -> new Regex(field, this.values.pick(REGEXES), this.values.below(2) == 0);
            case 8 -> new Exists(field);
            default -> new IsNull(field);
        };
    }

    private FieldCondition onId() {
        return switch (this.values.below(8)) {
            case 0, 1 -> new Is(Query.ID, Operand.of(this.ids.get()));
            case 2, 3 -> new In(Query.ID,
                    Stream.generate(() -> Operand.of(this.ids.get())).limit(this.values.below(90)).toList(),
                    this.values.below(5) == 0);
            case 4 -> new Text(Query.ID, TextMatch.STARTS_WITH, firstOf(this.ids.get()), this.values.below(5) == 0);
            case 5 -> new Range(Query.ID, bound(this.ids.get()), null);
            case 6 -> new Range(Query.ID, null, bound(this.ids.get()));
            default -> new Range(Query.ID, bound(this.ids.get()), bound(this.ids.get()));
        };
    }

    private Bound bound(String id) {
        return new Bound(Operand.of(id), this.values.below(2) == 0);
    }

    private String firstOf(String id) {
        return id.substring(0, id.offsetByCodePoints(0, this.values.below(id.codePointCount(0, id.length())) + 1));
    }

    private FieldCondition is(String field) {
        String json = (this.values.below(3) == 0) ? this.values.value() : this.values.scalar();
        Operand value = operand(field.equals(Query.ID) ? this.values.string() : json);
        return value.isNull() ? new IsNull(field) : new Is(field, value);
    }

    private Range range(String field) {
        int type = field.equals(Query.ID) ? 1 : this.values.below(3);
        Bound lower = bound(type);
        Bound upper = bound(type);
        return switch (this.values.below(3)) {
            case 0 -> new Range(field, lower, upper);
            case 1 -> new Range(field, lower, null);
            default -> new Range(field, null, upper);
        };
    }

    private @Nullable Bound bound(int type) {
        String value = switch (type) {
            case 0 -> this.values.number();
            case 1 -> this.values.string();
            default -> this.values.pick("true", "false");
        };
        return new Bound(operand(value), this.values.below(2) == 0);
    }

    private Text text(String field) {
        TextMatch match = TextMatch.values()[this.values.below(TextMatch.values().length)];
        String text = (match == TextMatch.LIKE) ? this.values.pick(PATTERNS)
                : TreeOrder.tree(this.values.string()).stringValue();
        return new Text(field, match, text, match == TextMatch.IS || this.values.below(2) == 0);
    }

    static Operand operand(String json) {
        byte[] row = Row.parse("{\"v\":" + json + "}").canonical();
        return Operand.ofCanonical(Arrays.copyOfRange(row, "{'v':".length(), row.length - 1));
    }

    List<OrderBy> order() {
        return IntStream.range(0, this.values.below(4)).mapToObj((i) -> order(this.values.pick(FIELDS))).toList();
    }

    private OrderBy order(String field) {
        return new OrderBy(field, this.values.below(2) == 0, this.values.below(2) == 0);
    }

    /**
     * A query as a compound index answers it: values that a row has in the first fields,
     * then something about the next, in an order by those that are left.
     */
    Query along(List<String> fields, String row) {
        int same = this.values.below(fields.size() + 1);
        List<Condition> conditions = new ArrayList<>();
        for (String field : fields.subList(0, same)) {
            JsonNode value = TreeMatcher.follow(TreeOrder.tree(row), field);
            boolean there = value != null && !value.isContainer() && !value.isNull();
            conditions.add(there ? new Is(field, operand(value.toString())) : new IsNull(field));
        }
        if (same < fields.size() && this.values.below(2) == 0) {
            conditions.add((this.values.below(3) == 0) ? onField(fields.get(same)) : range(fields.get(same)));
        }
        if (this.values.below(4) == 0) {
            conditions.add(onId());
        }
        Query query = conditions.isEmpty() ? Query.all()
                : Query.matching((conditions.size() == 1) ? conditions.get(0) : new And(conditions));
        boolean descending = this.values.below(2) == 0;
        for (String field : fields.subList((this.values.below(3) == 0) ? 0 : same, fields.size())) {
            boolean mixed = this.values.below(6) == 0;
            query = query.orderBy(new OrderBy(field, mixed != descending,
                    (this.values.below(4) == 0) ? this.values.below(2) == 0 : !descending));
        }
        query = (this.values.below(4) == 0) ? query.orderBy(new OrderBy(Query.ID, descending, !descending)) : query;
        return (this.values.below(2) == 0) ? query.limit(this.values.below(20) + 1) : query;
    }

    Query query() {
        Query query = (this.values.below(5) == 0) ? Query.all() : Query.matching(condition());
        boolean ownOrder = query.condition() instanceof FieldCondition && this.values.below(2) == 0;
        for (OrderBy each : ownOrder ? List.of(order(((FieldCondition) query.condition()).field())) : order()) {
            query = query.orderBy(each);
        }
        return (this.values.below(2) == 0) ? query.limit(this.values.below(100) + 1) : query;
    }

}
