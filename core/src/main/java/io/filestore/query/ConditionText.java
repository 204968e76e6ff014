package io.filestore.query;

import java.util.List;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import io.filestore.json.JsonText;

/** Conditions as a person would say them. */
final class ConditionText {

    private ConditionText() {
    }

    static String of(Condition condition) {
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

    private static String joined(List<Condition> conditions, String word) {
        return conditions.stream()
            .map((each) -> (each instanceof And || each instanceof Or) ? "(" + each + ")" : each.toString())
            .collect(Collectors.joining(word));
    }

    private static String negated(Condition condition) {
        if (condition instanceof Is || condition instanceof In || condition instanceof IsNull) {
            FieldCondition field = (FieldCondition) condition;
            return field.field() + " " + predicate(field, "is not");
        }
        return (condition instanceof Exists exists) ? exists.field() + " does not exist" : "not (" + condition + ")";
    }

    private static String predicate(FieldCondition condition, String is) {
        if (condition instanceof Is equal) {
            return is + " " + equal.value();
        }
        if (condition instanceof In in) {
            return is + " in " + in.values().stream().map(Operand::toString).collect(Collectors.joining(", ", "(", ")"))
                    + ignoring(in.ignoreCase());
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

    private static String range(Range range) {
        Bound lower = range.lower();
        Bound upper = range.upper();
        if (lower != null && upper != null && lower.inclusive() && upper.inclusive()) {
            return "between " + lower.value() + " and " + upper.value();
        }
        String both = (lower != null && upper != null) ? " and " : "";
        return bound(lower, ">") + both + bound(upper, "<");
    }

    private static String bound(@Nullable Bound bound, String sign) {
        return (bound != null) ? sign + (bound.inclusive() ? "= " : " ") + bound.value() : "";
    }

    private static String ignoring(boolean ignoreCase) {
        return ignoreCase ? " ignoring case" : "";
    }

    private static String quote(String text) {
        return new String(JsonText.quote(text), java.nio.charset.StandardCharsets.UTF_8);
    }

}
