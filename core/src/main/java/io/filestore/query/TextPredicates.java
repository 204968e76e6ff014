package io.filestore.query;

import java.util.Arrays;
import java.util.function.Predicate;

import io.filestore.json.CanonicalScanner;
import io.filestore.json.JsonStrings;

/** What conditions on texts mean for a value. */
final class TextPredicates {

    private TextPredicates() {
    }

    static ValuePredicate of(Text condition) {
        Predicate<String> test = text(condition);
        if (condition.ignoreCase()) {
            return decoded(test);
        }
        byte[] escaped = JsonStrings.escaped(condition.text());
        return switch (condition.match()) {
            case STARTS_WITH -> startsWith(escaped);
            case ENDS_WITH -> endsWith(escaped, decoded(test));
            case CONTAINS -> contains(escaped, decoded(test));
            default -> decoded(test);
        };
    }

    /** For a text that is at hand. */
    static Predicate<String> text(Text condition) {
        if (!condition.ignoreCase()) {
            return test(condition.match(), condition.text());
        }
        Predicate<String> test = test(condition.match(), CaseFold.fold(condition.text()));
        return (value) -> test.test(CaseFold.fold(value));
    }

    private static Predicate<String> test(TextMatch match, String text) {
        return switch (match) {
            case IS -> text::equals;
            case STARTS_WITH -> (value) -> value.startsWith(text);
            case ENDS_WITH -> (value) -> value.endsWith(text);
            case CONTAINS -> (value) -> value.contains(text);
            case LIKE -> new LikePattern(text)::matches;
        };
    }

    static ValuePredicate decoded(Predicate<String> test) {
        return (json, at) -> isText(json, at)
                && test.test(JsonStrings.text(json, at + 1, CanonicalScanner.skipString(json, at) - 1));
    }

    private static boolean isText(byte[] json, int at) {
        return at != ValueOrder.MISSING && json[at] == '"';
    }

    /** What begins with the text begins with its bytes, escapes and all. */
    private static ValuePredicate startsWith(byte[] escaped) {
        return (json, at) -> isText(json, at) && isThere(json, at + 1, escaped);
    }

    private static boolean isThere(byte[] json, int at, byte[] bytes) {
        return bytes.length < json.length - at && Arrays.equals(json, at, at + bytes.length, bytes, 0, bytes.length);
    }

    private static ValuePredicate endsWith(byte[] escaped, ValuePredicate decoded) {
        return (json, at) -> {
            if (!isText(json, at)) {
                return false;
            }
            int end = CanonicalScanner.skipString(json, at) - 1;
            int start = end - escaped.length;
            return start > at && isThere(json, start, escaped)
                    && (!hasEscapes(json, at, start) || decoded.test(json, at));
        };
    }

    private static ValuePredicate contains(byte[] escaped, ValuePredicate decoded) {
        return (json, at) -> {
            if (!isText(json, at)) {
                return false;
            }
            int last = CanonicalScanner.skipString(json, at) - 1 - escaped.length;
            for (int start = at + 1; start <= last; start++) {
                if (isThere(json, start, escaped)) {
                    // Among escapes it may be a part of one.
                    return !hasEscapes(json, at, start) || decoded.test(json, at);
                }
            }
            return false;
        };
    }

    private static boolean hasEscapes(byte[] json, int from, int to) {
        for (int i = from; i < to; i++) {
            if (json[i] == '\\') {
                return true;
            }
        }
        return false;
    }

}
