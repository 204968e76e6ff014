package io.filestore.query;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What conditions and orders mean, written on trees, without a thought for speed. */
final class TreeMatcher {

    private static final TreeOrder ORDER = new TreeOrder();

    private TreeMatcher() {
    }

    static boolean matches(Condition condition, JsonNode row) {
        if (condition instanceof And and) {
            return and.conditions().stream().allMatch((each) -> matches(each, row));
        }
        if (condition instanceof Or or) {
            return or.conditions().stream().anyMatch((each) -> matches(each, row));
        }
        if (condition instanceof Not not) {
            return !matches(not.condition(), row);
        }
        FieldCondition field = (FieldCondition) condition;
        JsonNode node = follow(row, field.field());
        if (field instanceof Exists) {
            return node != null;
        }
        List<@Nullable JsonNode> candidates = new ArrayList<>(elements(node));
        if (field instanceof Is is) {
            JsonNode value = TreeOrder.tree(is.value().toString());
            return equal(node, value) || (!value.isArray() && candidates.stream().anyMatch((c) -> equal(c, value)));
        }
        if (field instanceof In in) {
            return in.values()
                .stream()
                .anyMatch(
                        (value) -> value.isNull() ? matches(new IsNull(in.field()), row) : matches(is(in, value), row));
        }
        return candidates.stream().anyMatch((each) -> matchesValue(field, each));
    }

    private static FieldCondition is(In in, Operand value) {
        JsonNode node = TreeOrder.tree(value.toString());
        return (in.ignoreCase() && node.isString()) ? new Text(in.field(), TextMatch.IS, node.stringValue(), true)
                : new Is(in.field(), value);
    }

    private static boolean equal(@Nullable JsonNode one, JsonNode other) {
        return one != null && ORDER.compare(one, other) == 0;
    }

    private static boolean matchesValue(FieldCondition condition, @Nullable JsonNode node) {
        if (condition instanceof IsNull) {
            return node == null || node.isNull();
        }
        if (node == null) {
            return false;
        }
        if (condition instanceof Range range) {
            return isOnSide(node, range.lower(), 1) && isOnSide(node, range.upper(), -1);
        }
        if (condition instanceof Regex regex) {
            int flags = regex.ignoreCase() ? Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE : 0;
            return node.isString() && Pattern.compile(regex.pattern(), flags).matcher(node.stringValue()).find();
        }
        return node.isString() && matches((Text) condition, node.stringValue());
    }

    private static boolean isOnSide(JsonNode node, @Nullable Bound bound, int sign) {
        if (bound == null) {
            return true;
        }
        JsonNode value = TreeOrder.tree(bound.value().toString());
        boolean sameType = (node.isNumber() && value.isNumber()) || (node.isString() && value.isString())
                || (node.isBoolean() && value.isBoolean());
        int compared = ORDER.compare(node, value) * sign;
        return sameType && (compared > 0 || (compared == 0 && bound.inclusive()));
    }

    private static boolean matches(Text condition, String value) {
        String text = condition.text();
        boolean ignoreCase = condition.ignoreCase();
        int length = text.length();
        return switch (condition.match()) {
            case IS -> value.equalsIgnoreCase(text);
            case STARTS_WITH -> value.regionMatches(ignoreCase, 0, text, 0, length);
            case ENDS_WITH -> value.regionMatches(ignoreCase, value.length() - length, text, 0, length);
            case CONTAINS -> {
                boolean found = false;
                for (int i = 0; i <= value.length(); i++) {
                    found |= value.regionMatches(ignoreCase, i, text, 0, length);
                }
                yield found;
            }
            case LIKE -> Pattern
                .compile(regex(text),
                        Pattern.DOTALL | (ignoreCase ? Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE : 0))
                .matcher(value)
                .matches();
        };
    }

    private static String regex(String like) {
        StringBuilder regex = new StringBuilder();
        for (int i = 0; i < like.length(); i++) {
            char c = like.charAt(i);
            regex.append((c == '%') ? ".*"
                    : ((c == '_') ? "." : Pattern.quote(String.valueOf((c == '\\') ? like.charAt(++i) : c))));
        }
        return regex.toString();
    }

    static @Nullable JsonNode follow(JsonNode row, String path) {
        JsonNode node = row;
        for (String name : path.split("\\.")) {
            node = (node != null && node.isObject()) ? node.get(name) : null;
        }
        return node;
    }

    private static List<@Nullable JsonNode> elements(@Nullable JsonNode node) {
        if (node == null || !node.isArray()) {
            return Collections.singletonList(node);
        }
        List<@Nullable JsonNode> elements = new ArrayList<>();
        node.values().forEach((each) -> {
            if (!each.isArray()) {
                elements.add(each);
            }
        });
        return elements;
    }

    static Comparator<JsonNode> order(List<OrderBy> order) {
        return (one, other) -> {
            for (OrderBy each : order) {
                Comparator<@Nullable JsonNode> by = order(each);
                int compared = by.compare(key(by, follow(one, each.field())), key(by, follow(other, each.field())));
                if (compared != 0) {
                    return compared;
                }
            }
            return 0;
        };
    }

    private static @Nullable JsonNode key(Comparator<@Nullable JsonNode> by, @Nullable JsonNode node) {
        List<@Nullable JsonNode> elements = new ArrayList<>(elements(node));
        elements.sort(by);
        return elements.isEmpty() ? node : elements.get(0);
    }

    private static Comparator<@Nullable JsonNode> order(OrderBy order) {
        return (one, other) -> {
            boolean nothing = one == null || one.isNull();
            boolean otherNothing = other == null || other.isNull();
            if (nothing && otherNothing) {
                return 0;
            }
            if (nothing || otherNothing) {
                return (nothing == order.nullsFirst()) ? -1 : 1;
            }
            return order.descending() ? ORDER.compare(other, one) : ORDER.compare(one, other);
        };
    }

}
