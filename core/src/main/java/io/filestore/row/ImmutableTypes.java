package io.filestore.row;

import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;

/**
 * Knows which classes cannot change, looking through records at their components.
 */
final class ImmutableTypes {

    private static final Set<Class<?>> KNOWN = Set.of(String.class, Boolean.class, Character.class, Byte.class,
            Short.class, Integer.class, Long.class, Float.class, Double.class, BigDecimal.class, BigInteger.class,
            UUID.class, URI.class, Locale.class, Row.class);

    private static final ClassValue<Boolean> CACHE = new ClassValue<>() {

        @Override
        protected Boolean computeValue(Class<?> type) {
            return decide(type, new HashSet<>());
        }

    };

    private ImmutableTypes() {
    }

    static boolean contains(Class<?> type) {
        return CACHE.get(type);
    }

    private static boolean decide(Class<?> type, Set<Class<?>> open) {
        if (type.isPrimitive() || type.isEnum() || KNOWN.contains(type) || isTime(type)
                || type.isAnnotationPresent(Immutable.class)) {
            return true;
        }
        if (!type.isRecord()) {
            return false;
        }
        if (open.add(type)) {
            for (RecordComponent component : type.getRecordComponents()) {
                if (!decide(component.getType(), open)) {
                    return false;
                }
            }
        }
        return true;
    }

    private static boolean isTime(Class<?> type) {
        return type.getPackageName().equals("java.time");
    }

}
