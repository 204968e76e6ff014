package io.filestore.query;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import io.filestore.json.ByteOutput;

/** Writes conditions as JSON that {@link ConditionReader} reads. */
final class ConditionWriter {

    private ConditionWriter() {
    }

    static void write(Condition condition, ByteOutput out) {
        out.write('{');
        if (condition instanceof And and && haveNames(and.conditions())) {
            for (int i = 0; i < and.conditions().size(); i++) {
                if (i > 0) {
                    out.write(',');
                }
                writePart(and.conditions().get(i), out);
            }
        }
        else {
            writePart(condition, out);
        }
        out.write('}');
    }

    /** Whether they can be parts of one object. */
    private static boolean haveNames(List<Condition> conditions) {
        Set<String> names = new HashSet<>();
        return conditions.stream().allMatch((each) -> names.add(name(each)));
    }

    private static String name(Condition condition) {
        if (condition instanceof And) {
            return "and";
        }
        if (condition instanceof Or) {
            return "or";
        }
        if (condition instanceof Not not) {
            return (not.condition() instanceof FieldCondition field) ? name(field) : "not";
        }
        return ConditionReader.escaped(((FieldCondition) condition).field());
    }

    /** The name, and what is said of it. */
    private static void writePart(Condition condition, ByteOutput out) {
        out.writeQuoted(name(condition));
        out.write(':');
        if (condition instanceof And and) {
            writeEach(and.conditions(), out);
        }
        else if (condition instanceof Or or) {
            writeEach(or.conditions(), out);
        }
        else if (!(condition instanceof Not not)) {
            writeOperators((FieldCondition) condition, out);
        }
        else if (not.condition() instanceof FieldCondition field) {
            writeNegated(field, out);
        }
        else {
            write(not.condition(), out);
        }
    }

    private static void writeEach(List<Condition> conditions, ByteOutput out) {
        out.write('[');
        for (int i = 0; i < conditions.size(); i++) {
            if (i > 0) {
                out.write(',');
            }
            write(conditions.get(i), out);
        }
        out.write(']');
    }

    private static void writeOperators(FieldCondition condition, ByteOutput out) {
        if (condition instanceof Is is && is.value().isScalar()) {
            out.write(is.value().canonical());
        }
        else if (condition instanceof Is is) {
            writeOperator("is", is.value().canonical(), out);
        }
        else if (condition instanceof IsNull) {
            out.writeAscii("null");
        }
        else if (condition instanceof In in) {
            writeIn("in", in, out);
        }
        else if (condition instanceof Range range) {
            out.write('{');
            writeBound("gt", range.lower(), out);
            if (range.lower() != null && range.upper() != null) {
                out.write(',');
            }
            writeBound("lt", range.upper(), out);
            out.write('}');
        }
        else if (condition instanceof Text text) {
            writeText(text.match().operator(), text.text(), text.ignoreCase(), out);
        }
        else if (condition instanceof Regex regex) {
            writeText("regex", regex.pattern(), regex.ignoreCase(), out);
        }
        else {
            out.writeAscii("{\"exists\":true}");
        }
    }

    private static void writeNegated(FieldCondition condition, ByteOutput out) {
        if (condition instanceof Is is) {
            writeOperator("isNot", is.value().canonical(), out);
        }
        else if (condition instanceof IsNull) {
            writeOperator("isNot", Operand.NULL.canonical(), out);
        }
        else if (condition instanceof In in) {
            writeIn("notIn", in, out);
        }
        else if (condition instanceof Exists) {
            out.writeAscii("{\"exists\":false}");
        }
        else {
            out.writeAscii("{\"not\":");
            writeOperators(condition, out);
            out.write('}');
        }
    }

    private static void writeOperator(String operator, byte[] value, ByteOutput out) {
        out.writeAscii("{\"" + operator + "\":");
        out.write(value);
        out.write('}');
    }

    private static void writeIn(String operator, In in, ByteOutput out) {
        out.writeAscii("{\"" + operator + "\":[");
        for (int i = 0; i < in.values().size(); i++) {
            if (i > 0) {
                out.write(',');
            }
            out.write(in.values().get(i).canonical());
        }
        out.writeAscii(in.ignoreCase() ? "],\"ignoreCase\":true}" : "]}");
    }

    private static void writeBound(String operator, @Nullable Bound bound, ByteOutput out) {
        if (bound != null) {
            out.writeAscii("\"" + operator + (bound.inclusive() ? "e\":" : "\":"));
            out.write(bound.value().canonical());
        }
    }

    private static void writeText(String operator, String text, boolean ignoreCase, ByteOutput out) {
        out.writeAscii("{\"" + operator + "\":");
        out.writeQuoted(text);
        out.writeAscii(ignoreCase ? ",\"ignoreCase\":true}" : "}");
    }

}
