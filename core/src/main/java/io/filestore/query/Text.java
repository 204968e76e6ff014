package io.filestore.query;

import io.filestore.error.InvalidQueryException;
import io.filestore.json.Utf8;

/**
 * The field is a string that is like another. If case is ignored, then as
 * {@link String#equalsIgnoreCase} ignores it, in each language the same, by code points.
 *
 * @param field the path of the field
 * @param match how the string has to be like the text
 * @param text what to look for
 * @param ignoreCase whether upper and lower case are the same
 */
public record Text(String field, TextMatch match, String text, boolean ignoreCase) implements FieldCondition {

    /** So many characters may a pattern have. */
    static final int LONGEST_PATTERN = 1000;

    public Text {
        FieldPath.require(field);
        if (match == TextMatch.IS && !ignoreCase) {
            throw new InvalidQueryException(
                    "Field '" + field + "' should be a text, not ignoring case: that is the" + " condition Is.");
        }
        if (Utf8.loneSurrogate(text) >= 0) {
            throw new InvalidQueryException("The text that field '" + field + "' should be like has a lone surrogate,"
                    + " which is half a character and in no row.");
        }
        if (match == TextMatch.LIKE) {
            LikePattern.require(field, text);
        }
    }

    /** What each string begins with that fulfils this; empty if that may be anything. */
    public String beginning() {
        if (this.ignoreCase) {
            return "";
        }
        return switch (this.match) {
            case STARTS_WITH -> this.text;
            case LIKE -> LikePattern.beginning(this.text);
            default -> "";
        };
    }

    @Override
    public String toString() {
        return ConditionText.of(this);
    }

}
