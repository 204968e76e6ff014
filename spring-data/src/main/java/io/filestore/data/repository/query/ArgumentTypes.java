package io.filestore.data.repository.query;

import org.springframework.data.core.TypeInformation;
import org.springframework.data.domain.Range;

import io.filestore.error.InvalidQueryException;

/** Whether what a method takes can be equal to what a field has. */
final class ArgumentTypes {

    private ArgumentTypes() {
    }

    /**
     * Refuses an argument that nothing is ever equal to; of several values, and of a
     * range, what each is.
     * @param subject what is compared, for messages
     */
    static void requireComparable(String subject, JsonKind wanted, TypeInformation<?> type) {
        Class<?> each = element(type);
        if (!JsonKind.of(each).isComparable(wanted)) {
            throw new InvalidQueryException("'" + subject + "' would be compared with " + JsonKind.of(each).words()
                    + " (" + each.getSimpleName() + "), but is " + wanted.words()
                    + ", so that nothing would be found.");
        }
    }

    static boolean isSeveral(TypeInformation<?> type) {
        return type.getType().isArray() || Iterable.class.isAssignableFrom(type.getType());
    }

    private static Class<?> element(TypeInformation<?> type) {
        TypeInformation<?> element = null;
        if (type.getType() == Range.class && !type.getTypeArguments().isEmpty()) {
            element = type.getTypeArguments().get(0);
        }
        else if (isSeveral(type)) {
            element = type.getComponentType();
        }
        return ((element != null) ? element : type).getType();
    }

}
