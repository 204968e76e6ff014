package io.filestore.data.repository.query;

import java.time.Year;
import java.time.temporal.Temporal;
import java.util.UUID;

import org.springframework.util.ClassUtils;

/** What values of a class are in JSON, as far as that is sure. */
enum JsonKind {

    TEXT("a text"), NUMBER("a number"), BOOLEAN("true or false"), UNKNOWN("anything");

    private final String words;

    JsonKind(String words) {
        this.words = words;
    }

    static JsonKind of(Class<?> type) {
        Class<?> boxed = ClassUtils.resolvePrimitiveIfNecessary(type);
        if (CharSequence.class.isAssignableFrom(boxed) || boxed == Character.class || boxed == UUID.class
                || isTime(boxed)) {
            return TEXT;
        }
        if (boxed == Boolean.class) {
            return BOOLEAN;
        }
        return (Number.class.isAssignableFrom(boxed) && boxed.getName().startsWith("java.")) ? NUMBER : UNKNOWN;
    }

    /** A year is the only one that is a number. */
    private static boolean isTime(Class<?> type) {
        return Temporal.class.isAssignableFrom(type) && type.getName().startsWith("java.time.") && type != Year.class;
    }

    /** Whether a value of the one may be equal to one of the other. */
    boolean isComparable(JsonKind other) {
        return this == other || this == UNKNOWN || other == UNKNOWN;
    }

    String words() {
        return this.words;
    }

}
