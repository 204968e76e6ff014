package io.filestore.data.repository.query;

import java.util.Iterator;
import java.util.List;

import org.springframework.data.core.TypeInformation;
import org.springframework.data.domain.Range;
import org.springframework.data.repository.query.Parameter;
import org.springframework.data.repository.query.Parameters;
import org.springframework.data.repository.query.QueryMethod;
import org.springframework.data.repository.query.parser.Part;
import org.springframework.data.repository.query.parser.PartTree;

import io.filestore.error.InvalidQueryException;

/** Whether what a method takes is what its name compares with. */
final class DerivedArguments {

    private final Parameters<?, ?> parameters;

    /** Of all parameters, also of those that are no values. */
    private final List<TypeInformation<?>> types;

    private final EntityFields fields;

    private DerivedArguments(QueryMethod method, List<TypeInformation<?>> types, EntityFields fields) {
        this.parameters = method.getParameters().getBindableParameters();
        this.types = types;
        this.fields = fields;
    }

    /**
     * Refuses a method that takes too much, too little or something else.
     * @return whether an argument for each {@code Exists} says if the field has to be
     * there
     * @throws InvalidQueryException saying what is wrong
     */
    static boolean require(QueryMethod method, List<TypeInformation<?>> types, PartTree tree, EntityFields fields) {
        DerivedArguments arguments = new DerivedArguments(method, types, fields);
        int given = arguments.parameters.getNumberOfParameters();
        int wanted = arguments.count(tree, false);
        boolean told = given != wanted && given == arguments.count(tree, true);
        if (given != wanted && !told) {
            throw new InvalidQueryException(
                    "Its name wants " + wanted + " arguments to compare with, and it has " + given + ".");
        }
        arguments.compare(tree, told);
        return told;
    }

    private int count(PartTree tree, boolean told) {
        Iterator<? extends Parameter> each = this.parameters.iterator();
        int wanted = 0;
        for (Part part : tree.getParts()) {
            wanted += take(part, each, told);
        }
        return wanted;
    }

    /** A range is one argument instead of two. */
    private static int take(Part part, Iterator<? extends Parameter> each, boolean told) {
        int arguments = arguments(part, told);
        for (int i = 0; i < arguments; i++) {
            boolean range = each.hasNext() && each.next().getType() == Range.class;
            if (range && part.getType() == Part.Type.BETWEEN) {
                return 1;
            }
        }
        return arguments;
    }

    private static int arguments(Part part, boolean told) {
        return (told && part.getType() == Part.Type.EXISTS) ? 1 : part.getNumberOfArguments();
    }

    private void compare(PartTree tree, boolean told) {
        Iterator<? extends Parameter> each = this.parameters.iterator();
        for (Part part : tree.getParts()) {
            int arguments = arguments(part, told);
            for (int i = 0; i < arguments; i++) {
                TypeInformation<?> type = this.types.get(each.next().getIndex());
                compare(part, type);
                if (type.getType() == Range.class) {
                    break;
                }
            }
        }
    }

    private void compare(Part part, TypeInformation<?> type) {
        JsonKind wanted = (part.getType() == Part.Type.EXISTS) ? JsonKind.BOOLEAN
                : this.fields.kind(part.getProperty());
        ArgumentTypes.requireComparable(part.getProperty().toDotPath(), wanted, type);
        if (ArgumentTypes.isSeveral(type) && !part.getProperty().isCollection() && wanted != JsonKind.UNKNOWN
                && part.getType() != Part.Type.IN && part.getType() != Part.Type.NOT_IN) {
            throw new InvalidQueryException(
                    "'" + part.getProperty().toDotPath() + "' is one value, and would be compared" + " with several ("
                            + type.getType().getSimpleName() + "). Say In or NotIn.");
        }
    }

}
