package io.filestore.sample.web;

import tools.jackson.core.JacksonException;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.databind.exc.MismatchedInputException;

/**
 * Says what is wrong with JSON to the one who has sent it, without what Jackson says to
 * programmers.
 */
public final class JsonProblems {

    private JsonProblems() {
    }

    /** A sentence with line and column. */
    public static String describe(JacksonException ex) {
        String where = where(ex);
        if (ex instanceof MismatchedInputException) {
            return "The JSON" + where + " has not the fields or the kinds of values that are expected here.";
        }
        return "Not valid JSON" + where + ": " + reason(ex) + ".";
    }

    private static String reason(JacksonException ex) {
        return String.valueOf(ex.getOriginalMessage()).replaceAll(": enable `[^`]*` to allow|, from `[^`]*`", "");
    }

    private static String where(JacksonException ex) {
        TokenStreamLocation location = ex.getLocation();
        return (location == null || location.getLineNr() < 1) ? ""
                : " at line " + location.getLineNr() + ", column " + location.getColumnNr();
    }

}
