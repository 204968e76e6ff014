package io.filestore.query;

import io.filestore.json.Elements;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.filestore.error.InvalidQueryException;

/**
 * Reads conditions from JSON: an object with fields, and {@code and}, {@code or},
 * {@code not} among them. A field of such a name is written with a dot before it.
 */
final class ConditionReader {

    private static final String SHAPE = "{\"status\": \"open\", \"or\": [{...}, {...}]}";

    private ConditionReader() {
    }

    static Condition read(byte[] json, String place, int depth) {
        if (json[0] != '{' || json.length == 2) {
            throw new InvalidQueryException(
                    place + " is " + ((json[0] == '{') ? "empty" : Operand.ofCanonical(json).kind())
                            + ", but must be an object with a condition, as in " + SHAPE + ".");
        }
        if (depth > Condition.MAX_DEPTH) {
            throw Joined.tooDeep();
        }
        List<Condition> conditions = new ArrayList<>();
        for (Map.Entry<String, byte[]> part : Elements.fields(json).entrySet()) {
            String name = part.getKey();
            byte[] value = part.getValue();
            String within = place + "." + Operand.shortly(name);
            conditions.add(switch (name) {
                case "and" -> all(each(value, within, depth));
                case "or" -> any(each(value, within, depth));
                case "not" -> new Not(read(value, within, depth + 1));
                default -> OperatorReader.read(unescaped(name), value, within, depth);
            });
        }
        return all(conditions);
    }

    /** The name of a field, without the dot that says that it is one. */
    private static String unescaped(String name) {
        return isReserved(name.substring(Math.min(1, name.length()))) && name.startsWith(".") ? name.substring(1)
                : name;
    }

    static String escaped(String field) {
        return isReserved(field) ? "." + field : field;
    }

    private static boolean isReserved(String name) {
        return name.equals("and") || name.equals("or") || name.equals("not");
    }

    private static List<Condition> each(byte[] json, String place, int depth) {
        List<Condition> conditions = new ArrayList<>();
        if (json[0] == '[') {
            for (byte[] element : Elements.of(json)) {
                conditions.add(read(element, place + "[" + conditions.size() + "]", depth + 1));
            }
        }
        if (conditions.isEmpty()) {
            throw new InvalidQueryException(
                    place + " is " + ((json[0] == '[') ? "empty" : Operand.ofCanonical(json).kind())
                            + ", but must be an array of conditions, as in " + SHAPE
                            + ". A field of that name is written" + " with a dot before it.");
        }
        return conditions;
    }

    static Condition all(List<Condition> conditions) {
        return (conditions.size() == 1) ? conditions.get(0) : new And(conditions);
    }

    private static Condition any(List<Condition> conditions) {
        return (conditions.size() == 1) ? conditions.get(0) : new Or(conditions);
    }

}
