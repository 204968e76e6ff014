package io.filestore.data.repository.query;

import java.util.Iterator;
import java.util.Map;
import java.util.regex.Pattern;

import org.springframework.data.domain.Range;
import org.springframework.data.repository.query.Parameter;
import org.springframework.data.repository.query.QueryMethod;
import org.springframework.data.repository.query.parser.Part;
import org.springframework.data.repository.query.parser.PartTree;

import io.filestore.error.InvalidQueryException;

/** What a method takes and returns, and whether its name fits that. */
final class MethodShape {

    /** A limit in the name, which Spring Data drops but from methods that find. */
    private static final Pattern LIMITED = Pattern.compile("\\p{Ll}+(Distinct)?(First|Top)\\d*(\\p{Lu}.*)?By.*");

    private MethodShape() {
    }

    /**
     * Refuses what could only fail when it is called, or do something else.
     * @throws InvalidQueryException saying what to do
     */
    static void require(QueryMethod method, PartTree tree) {
        boolean finds = !tree.isDelete() && !tree.isCountProjection() && !tree.isExistsProjection();
        if (!finds && LIMITED.matcher(method.getName()).matches()) {
            throw new InvalidQueryException(
                    "Only methods that find can say First or Top. Take a parameter of type Limit.");
        }
        if (method.isScrollQuery()) {
            throw new InvalidQueryException(
                    "A Window is not supported yet. Return a Slice, or use RowCollection.page.");
        }
        requireArguments(method, tree);
        if (finds) {
            requireResult(method);
        }
    }

    private static void requireArguments(QueryMethod method, PartTree tree) {
        Iterator<? extends Parameter> parameters = method.getParameters().getBindableParameters().iterator();
        int given = method.getParameters().getBindableParameters().getNumberOfParameters();
        int wanted = 0;
        for (Part part : tree.getParts()) {
            int arguments = part.getNumberOfArguments();
            for (int i = 0; i < arguments; i++) {
                wanted++;
                boolean range = parameters.hasNext() && parameters.next().getType() == Range.class;
                if (range && part.getType() == Part.Type.BETWEEN) {
                    break;
                }
            }
        }
        if (given != wanted) {
            throw new InvalidQueryException(
                    "Its name wants " + wanted + " arguments to compare with, and it has " + given + ".");
        }
    }

    private static void requireResult(QueryMethod method) {
        Class<?> type = method.getReturnedObjectType();
        Class<?> entity = method.getResultProcessor().getReturnedType().getDomainType();
        boolean projected = type.isInterface() && !Map.class.isAssignableFrom(type);
        if (!type.isAssignableFrom(entity) && !projected && !method.getParameters().hasDynamicProjection()) {
            throw new InvalidQueryException("It cannot return " + type.getSimpleName()
                    + ". Return the entity, or an interface with some of its getters.");
        }
    }

}
