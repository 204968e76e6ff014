package io.filestore.data.repository.query;

import java.util.Map;

import org.springframework.data.core.PropertyPath;
import org.springframework.data.repository.query.parser.Part;

import io.filestore.error.InvalidQueryException;

/** Whether a part of a method's name can be asked at all. */
final class PartCheck {

    private PartCheck() {
    }

    /**
     * Refuses what no arguments would make a condition, or one that no row fulfils.
     * @throws InvalidQueryException naming the property and what to do
     */
    static void require(Part part, EntityFields fields) {
        PropertyPath property = part.getProperty();
        fields.of(property);
        JsonKind kind = fields.kind(property);
        if (fields.isId(property)) {
            requireId(part);
        }
        switch (part.getType()) {
            case NEAR, WITHIN -> throw new InvalidQueryException(
                    "filestore knows no places: '" + property.toDotPath() + "' cannot be near or within anything.");
            case IS_EMPTY, IS_NOT_EMPTY -> requireMembers(property);
            case CONTAINING, NOT_CONTAINING -> {
                requireNoMap(property);
                if (!property.isCollection()) {
                    require(property, kind, JsonKind.TEXT);
                }
            }
            case LIKE, NOT_LIKE, STARTING_WITH, ENDING_WITH, REGEX -> require(property, kind, JsonKind.TEXT);
            case TRUE, FALSE -> require(property, kind, JsonKind.BOOLEAN);
            case LESS_THAN, LESS_THAN_EQUAL, GREATER_THAN, GREATER_THAN_EQUAL, BETWEEN, BEFORE, AFTER -> {
                requireCase(part);
                fields.requireOrder(property);
            }
            default -> {
            }
        }
        if (part.shouldIgnoreCase() == Part.IgnoreCaseType.ALWAYS) {
            require(property, kind, JsonKind.TEXT);
        }
    }

    private static void require(PropertyPath property, JsonKind kind, JsonKind wanted) {
        if (!kind.isComparable(wanted)) {
            throw new InvalidQueryException(
                    "The property '" + property.toDotPath() + "' is " + kind.words() + ", and what is asked of it only "
                            + wanted.words() + " fulfils. Ask something else, or of another.");
        }
    }

    private static void requireId(Part part) {
        switch (part.getType()) {
            case IS_NULL, IS_NOT_NULL, EXISTS, IS_EMPTY, IS_NOT_EMPTY -> throw new InvalidQueryException("'"
                    + part.getProperty().toDotPath() + "' is the id, which every row has. Leave the condition out.");
            default -> {
            }
        }
    }

    private static void requireMembers(PropertyPath property) {
        Class<?> type = property.getTypeInformation().getType();
        if (!property.isCollection() && type != String.class && !Map.class.isAssignableFrom(type)) {
            throw new InvalidQueryException("The property '" + property.toDotPath() + "' is of type "
                    + type.getSimpleName() + ": only a collection, an array, a map and a text can be empty.");
        }
    }

    private static void requireNoMap(PropertyPath property) {
        if (Map.class.isAssignableFrom(property.getTypeInformation().getType())) {
            throw new InvalidQueryException("The property '" + property.toDotPath()
                    + "' is a map, and no query tells whether it has a key or value. Ask for a key by @Query: {\"where\":"
                    + " {\"" + property.toDotPath() + ".key\": {\"exists\": true}}}.");
        }
    }

    private static void requireCase(Part part) {
        if (part.shouldIgnoreCase() == Part.IgnoreCaseType.ALWAYS) {
            throw new InvalidQueryException("A range of '" + part.getProperty().toDotPath()
                    + "' cannot ignore upper and lower case. Keep a copy of the field in lower case.");
        }
    }

}
