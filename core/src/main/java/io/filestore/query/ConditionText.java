package io.filestore.query;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import io.filestore.json.JsonText;

/** Conditions as a person would say them. */
final class ConditionText {

    private static final String UNKNOWN = "?";

    private final boolean values;

    private ConditionText(boolean values) {
        this.values = values;
    }

    static String of(Condition condition) {
        return new ConditionText(true).text(condition);
    }

    /** Without values; what is equal then stands there once. */
    static String shapeOf(Condition condition) {
        return new ConditionText(false).text(condition);
    }

    private String text(Condition condition) {
        if (condition instanceof And and) {
            return joined(and.conditions(), " and ");
        }
        if (condition instanceof Or or) {
            return joined(or.conditions(), " or ");
        }
        if (condition instanceof Not not) {
            return negated(not.condition());
        }
        FieldCondition field = (FieldCondition) condition;
        return field.field() + " " + predicate(field, "is");
    }

    private String joined(List<Condition> conditions, String word) {
        return told(conditions.stream()
            .map((each) -> (each instanceof And || each instanceof Or) ? "(" + text(each) + ")" : text(each)))
            .collect(Collectors.joining(word));
    }

    private Stream<String> told(Stream<String> parts) {
        return this.values ? parts : parts.distinct();
    }

    private String negated(Condition condition) {
        if (condition instanceof Is || condition instanceof In || condition instanceof IsNull) {
            FieldCondition field = (FieldCondition) condition;
            return field.field() + " " + predicate(field, "is not");
        }
        return (condition instanceof Exists exists) ? exists.field() + " does not exist"
                : "not (" + text(condition) + ")";
    }

    private String predicate(FieldCondition condition, String is) {
        if (condition instanceof Is equal) {
            return is + " " + value(equal.value());
        }
        if (condition instanceof In in) {
            return is + " in "
                    + told(in.values().stream().map(this::value)).collect(Collectors.joining(", ", "(", ")"));
        }
        if (condition instanceof Range range) {
            return range(range);
        }
        if (condition instanceof Text text) {
            return text.match().words() + " " + quote(text.text()) + ignoring(text.ignoreCase());
        }
        if (condition instanceof Regex regex) {
            return "matches " + quote(regex.pattern()) + ignoring(regex.ignoreCase());
        }
        return (condition instanceof Exists) ? "exists" : is + " null";
    }

    private String range(Range range) {
        Bound lower = range.lower();
        Bound upper = range.upper();
        if (lower != null && upper != null && lower.inclusive() && upper.inclusive()) {
            return "between " + value(lower.value()) + " and " + value(upper.value());
        }
        String both = (lower != null && upper != null) ? " and " : "";
        return bound(lower, ">") + both + bound(upper, "<");
    }

    private String bound(@Nullable Bound bound, String sign) {
        return (bound != null) ? sign + (bound.inclusive() ? "= " : " ") + value(bound.value()) : "";
    }

    private static String ignoring(boolean ignoreCase) {
        return ignoreCase ? " ignoring case" : "";
    }

    private String value(Operand value) {
        return this.values ? value.toString() : UNKNOWN;
    }

    private String quote(String text) {
        return !this.values ? UNKNOWN : new String(JsonText.quote(text), java.nio.charset.StandardCharsets.UTF_8);
    }

}
