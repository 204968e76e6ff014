package io.filestore.row;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.InputCoercionException;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.databind.exc.InvalidDefinitionException;
import tools.jackson.databind.exc.InvalidTypeIdException;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;
import tools.jackson.databind.exc.ValueInstantiationException;

import io.filestore.json.CanonicalScanner;
import io.filestore.json.JsonLimits;
import io.filestore.json.JsonStrings;

/**
 * What Jackson complains of, in words for somebody who knows the row and its type, and
 * nothing of Jackson: the field, what is in it, and what it ought to be.
 */
final class Reasons {

    private static final int LONGEST = 80;

    private static final String NUMBER = "the number ";

    private static final String FAR = ", whose exponent no number of Java has";

    /** Of a number that is nobody knows where. */
    static final String FAR_WITHIN = "a number in it has an exponent that no number of Java has";

    /** Where Jackson was, what it says to programmers, and objects without a name. */
    private static final Pattern NOISE = Pattern
        .compile("\\s*\\(through reference chain: .*|\\s+at \\[.*|@[0-9a-f]{5,8}\\b| \\(but [a-z]+ if [^)]*\\)"
                + "| \\(to avoid exception[^)]*\\)|: disable [A-Za-z_.]+ to allow", Pattern.DOTALL);

    private static final Pattern TYPE = Pattern.compile("\\[[a-z]+ type, class ([^\\],]+)[^\\]]*\\]");

    private Reasons() {
    }

    /** Why a row could not be read. */
    static String ofReading(JacksonException ex, byte[] json) {
        String field = field(ex);
        return field + (field.isEmpty() ? "" : ": ") + reading(ex, valueAt(ex, json));
    }

    private static String reading(JacksonException ex, @Nullable String value) {
        String is = (value != null) ? "it is " + value : "it is something else";
        if (ex instanceof UnrecognizedPropertyException) {
            return "the type has no such field";
        }
        if (ex instanceof InvalidTypeIdException || ex instanceof InvalidDefinitionException) {
            return plain(ex.getOriginalMessage());
        }
        if (ex instanceof ValueInstantiationException && ex.getCause() != null) {
            return "its type refuses it: " + plain(String.valueOf(ex.getCause().getMessage()));
        }
        if (ex.getCause() instanceof NumberFormatException) {
            return (value != null && value.startsWith(NUMBER)) ? is + FAR : FAR_WITHIN;
        }
        if (ex instanceof InputCoercionException overflow) {
            return is + ", which does not fit " + name(overflow.getTargetType());
        }
        if ("null".equals(value) && ex instanceof MismatchedInputException mismatch
                && mismatch.getTargetType() != null) {
            return "it is null, which " + name(mismatch.getTargetType()) + " cannot be";
        }
        if (ex instanceof MismatchedInputException mismatch && mismatch.getTargetType() != null) {
            return is + ", which is no " + name(mismatch.getTargetType()) + detail(mismatch);
        }
        return plain(ex.getOriginalMessage());
    }

    /**
     * What the message knows beyond the types: the names of an enum, or of a rounding.
     */
    private static String detail(MismatchedInputException ex) {
        String message = plain(ex.getOriginalMessage());
        for (String known : List.of("it would become ", "not one of the values accepted for Enum class: ")) {
            int at = message.indexOf(known);
            if (at >= 0) {
                return "; "
                        + message.substring(at).replace("not one of the values accepted for Enum class: ", "one of ");
            }
        }
        return "";
    }

    /** Why a value could not be written. */
    static String ofWriting(JacksonException ex) {
        String field = field(ex);
        Throwable cause = ex;
        while (cause.getCause() != null && cause instanceof JacksonException) {
            cause = cause.getCause();
        }
        if (cause instanceof StreamConstraintsException
                && String.valueOf(cause.getMessage()).contains("nesting depth")) {
            return field + (field.isEmpty() ? "" : ": ") + "it is nested too deep, " + JsonLimits.MAX_DEPTH
                    + " levels are the most.";
        }
        String reason = (cause instanceof JacksonException jackson) ? plain(jackson.getOriginalMessage())
                : cause.getClass().getSimpleName() + ((cause.getMessage() != null) ? ": " + cause.getMessage() : "");
        return field + (field.isEmpty() ? "" : ": ") + reason;
    }

    /** Why a type can be no type of rows. */
    static String ofType(JacksonException ex) {
        return plain(ex.getOriginalMessage());
    }

    private static String field(JacksonException ex) {
        StringBuilder path = new StringBuilder();
        for (JacksonException.Reference step : ex.getPath()) {
            if (step.getPropertyName() != null) {
                path.append((path.length() > 0) ? "." : "").append(step.getPropertyName());
            }
            else if (step.getIndex() >= 0) {
                path.append('[').append(step.getIndex()).append(']');
            }
        }
        if (path.length() > LONGEST) {
            path.setLength(LONGEST);
            path.append('\u2026');
        }
        return path.isEmpty() ? "" : "field '" + path + "'";
    }

    /** The value that the path leads to, in words; null if it leads nowhere. */
    private static @Nullable String valueAt(JacksonException ex, byte[] json) {
        int at = 0;
        for (JacksonException.Reference step : ex.getPath()) {
            at = (step.getPropertyName() != null) ? field(json, at, step.getPropertyName())
                    : element(json, at, step.getIndex());
            if (at < 0) {
                return null;
            }
        }
        byte first = json[at];
        if (first == '{' || first == '[') {
            return (first == '{') ? "an object" : "an array";
        }
        String text = new String(json, at, CanonicalScanner.skipValue(json, at) - at, StandardCharsets.UTF_8);
        String shown = (text.length() > LONGEST) ? text.substring(0, LONGEST) + "\u2026" : text;
        return switch (first) {
            case '"' -> "the text " + shown;
            case 't', 'f', 'n' -> shown;
            default -> NUMBER + shown;
        };
    }

    private static int field(byte[] json, int at, String name) {
        if (json[at] != '{') {
            return -1;
        }
        CanonicalScanner fields = new CanonicalScanner(json, at);
        return fields.find(JsonStrings.escaped(name)) ? fields.valueStart() : -1;
    }

    private static int element(byte[] json, int at, int index) {
        if (json[at] != '[') {
            return -1;
        }
        int next = at + 1;
        for (int i = 0; i < index && json[next] != ']'; i++) {
            next = CanonicalScanner.skipValue(json, next);
            next += (json[next] == ',') ? 1 : 0;
        }
        return (json[next] != ']') ? next : -1;
    }

    private static String name(Class<?> type) {
        return type.isArray() ? name(type.getComponentType()) + "[]" : type.getSimpleName();
    }

    /** A message without Jackson's own words. */
    static String plain(@Nullable String message) {
        String quiet = NOISE.matcher(String.valueOf(message)).replaceAll("").replace('`', '\'');
        String typed = TYPE.matcher(quiet).replaceAll("$1");
        return typed.replace("Cannot find a (Map) Key deserializer for type", "a key cannot be read from a text as")
            .replace("Cannot deserialize", "Cannot read")
            .strip();
    }

}
