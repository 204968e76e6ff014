package io.filestore.data.repository.query;

import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

import org.springframework.data.repository.query.QueryMethod;
import org.springframework.data.repository.query.parser.PartTree;
import org.springframework.util.ClassUtils;

import io.filestore.error.InvalidQueryException;

/** What a method returns, and whether it can. */
final class MethodShape {

    /** A limit in the name, which Spring Data drops but from methods that find. */
    private static final Pattern LIMITED = Pattern.compile("\\p{Ll}+(Distinct)?(First|Top)\\d*(\\p{Lu}.*)?By.*");

    private static final Set<Class<?>> COUNTS = Set.of(Long.class, Integer.class, Number.class, Object.class);

    private MethodShape() {
    }

    /**
     * Refuses what a name says in vain.
     * @throws InvalidQueryException saying what to do
     */
    static void require(QueryMethod method, PartTree tree) {
        if (Action.of(tree) != Action.FIND && LIMITED.matcher(method.getName()).matches()) {
            throw new InvalidQueryException(
                    "Only methods that find can say First or Top. Take a parameter of type Limit.");
        }
        if (tree.isDistinct() && (method.getResultProcessor().getReturnedType().isProjecting()
                || method.getParameters().hasDynamicProjection())) {
            throw new InvalidQueryException("Its name says Distinct. Rows are, each is found once; but not what a"
                    + " projection leaves of them. Leave the word out, and make the results distinct.");
        }
    }

    /**
     * Refuses what could only fail when it is called.
     * @throws InvalidQueryException saying what to do
     */
    static void require(QueryMethod method, Action action) {
        Class<?> type = ClassUtils.resolvePrimitiveIfNecessary(method.getReturnedObjectType());
        ResultShape shape = ResultShape.of(method);
        boolean fits = switch (action) {
            case FIND -> isEntity(method);
            case COUNT -> shape == ResultShape.ONE && COUNTS.contains(type);
            case EXISTS -> shape == ResultShape.ONE && (type == Boolean.class || type == Object.class);
            case DELETE ->
                shape == ResultShape.LIST && isEntity(method) || shape == ResultShape.ONE && (isEntity(method)
                        || COUNTS.contains(type) || type == Boolean.class || type == void.class || type == Void.class);
        };
        if (!fits) {
            throw new InvalidQueryException("It cannot return "
                    + ((shape == ResultShape.ONE || shape == ResultShape.LIST) ? "" : shape + " of ")
                    + method.getReturnedObjectType().getSimpleName() + ". " + remedy(action));
        }
    }

    /** Whether it returns entities, or what is made of them. */
    static boolean isEntity(QueryMethod method) {
        Class<?> type = method.getReturnedObjectType();
        Class<?> entity = method.getResultProcessor().getReturnedType().getDomainType();
        boolean projected = method.getResultProcessor().getReturnedType().isProjecting()
                && !Map.class.isAssignableFrom(type);
        return type.isAssignableFrom(entity) || projected || method.getParameters().hasDynamicProjection();
    }

    private static String remedy(Action action) {
        return switch (action) {
            case FIND ->
                "Return the entity, an interface with some of its getters, or a class with some of its properties.";
            case COUNT -> "What counts returns long or int.";
            case EXISTS -> "What asks whether there is a row returns boolean.";
            case DELETE -> "What deletes returns nothing, how many there were (long or int), or what was deleted.";
        };
    }

}
