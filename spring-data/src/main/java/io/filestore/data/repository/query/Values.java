package io.filestore.data.repository.query;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.function.Supplier;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import org.springframework.util.ObjectUtils;

import io.filestore.error.InvalidQueryException;

/** Arguments as values to compare with. */
final class Values {

    private Values() {
    }

    /**
     * @param subject what is compared, for messages
     */
    static Object notNull(@Nullable Object value, Supplier<String> subject) {
        if (value == null) {
            throw new InvalidQueryException(
                    "'" + subject.get() + "' is compared with null, but needs a value. Ask for null by IsNull.");
        }
        return value;
    }

    /** The values of an array or collection, or the one that there is. */
    static Collection<?> all(@Nullable Object values, Supplier<String> subject) {
        Object given = notNull(values, subject);
        if (given instanceof Collection<?> collection) {
            return collection;
        }
        if (given instanceof Iterable<?> iterable) {
            List<@Nullable Object> all = new ArrayList<>();
            iterable.forEach(all::add);
            return all;
        }
        return given.getClass().isArray() ? Arrays.asList(ObjectUtils.toObjectArray(given)) : List.of(given);
    }

    /** Whether a regular expression that is compiled already ignores case. */
    static boolean ignoresCase(Object regex) {
        if (!(regex instanceof Pattern pattern)) {
            return false;
        }
        if ((pattern.flags() & ~(Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE)) != 0) {
            throw new InvalidQueryException("The regular expression '" + pattern
                    + "' has flags other than CASE_INSENSITIVE, which no query has. Say it in the expression.");
        }
        return (pattern.flags() & Pattern.CASE_INSENSITIVE) != 0;
    }

}
