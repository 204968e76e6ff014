package io.filestore.row;

import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** What the components of a {@link PlainRecord} may be. */
final class PlainValues {

    private static final Set<Class<?>> KNOWN = Set.of(String.class, boolean.class, Boolean.class, byte.class,
            Byte.class, short.class, Short.class, int.class, Integer.class, long.class, Long.class, float.class,
            Float.class, double.class, Double.class, BigDecimal.class, BigInteger.class, UUID.class, URI.class,
            Instant.class, LocalDate.class, LocalTime.class, LocalDateTime.class, OffsetDateTime.class,
            ZonedDateTime.class, Duration.class);

    private static final Set<Class<?>> SEVERAL = Set.of(List.class, Set.class, Collection.class);

    private PlainValues() {
    }

    static boolean contain(Type type, Set<Class<?>> open) {
        if (type instanceof Class<?> single) {
            return KNOWN.contains(single) || (single.isEnum() ? isPlain(single) : PlainRecord.isPlain(single, open));
        }
        if (type instanceof ParameterizedType generic && generic.getRawType() instanceof Class<?> raw) {
            Type[] within = generic.getActualTypeArguments();
            return SEVERAL.contains(raw) ? contain(within[0], open)
                    : raw == Map.class && within[0] == String.class && contain(within[1], open);
        }
        return false;
    }

    private static boolean isPlain(Class<?> constants) {
        if (PlainRecord.isForeign(constants)) {
            return false;
        }
        for (Field field : constants.getDeclaredFields()) {
            if (PlainRecord.isForeign(field)) {
                return false;
            }
        }
        for (Method method : constants.getDeclaredMethods()) {
            if (PlainRecord.isForeign(method)) {
                return false;
            }
        }
        return true;
    }

}
