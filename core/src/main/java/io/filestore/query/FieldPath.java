package io.filestore.query;

import io.filestore.error.InvalidQueryException;
import io.filestore.json.Utf8;

/** Paths of fields, as {@code address.city}. */
final class FieldPath {

    /** So many characters may a path have. */
    private static final int LONGEST = 1000;

    /** Names no field, but the id of a row. */
    static final String ROW_ID = "#id";

    private FieldPath() {
    }

    static boolean isWithin(String path, String field) {
        return path.startsWith(field) && (path.length() == field.length() || path.charAt(field.length()) == '.');
    }

    static boolean isRowId(String path) {
        return path.equals(ROW_ID);
    }

    /**
     * Checks a path.
     * @return the same path
     * @throws InvalidQueryException if no field can be there
     */
    static String require(String path) {
        if (path.isEmpty()) {
            throw refuse(path, "it is empty");
        }
        if (path.length() > LONGEST) {
            throw refuse(path, "it has " + path.length() + " characters, and " + LONGEST + " are the most");
        }
        if (path.startsWith(".") || path.endsWith(".") || path.contains("..")) {
            throw refuse(path, "a name between its dots is empty");
        }
        if (path.startsWith(ROW_ID + ".")) {
            throw refuse(path, ROW_ID + " is the row's id, a text without fields");
        }
        if (Utf8.loneSurrogate(path) >= 0) {
            throw refuse(path, "it has a lone surrogate, which is half a character");
        }
        return path;
    }

    private static InvalidQueryException refuse(String path, String why) {
        return new InvalidQueryException("No field is named '" + Operand.shortly(path) + "': " + why
                + ". A path is a name, or names with dots between them, as in address.city.");
    }

}
