package io.filestore.query;

/**
 * The field is a string in which a regular expression is found, anywhere unless it has
 * anchors. It is one of Java's, but for what cannot be answered in time that grows with
 * the text only: back references, looking ahead or behind, and possessive or atomic
 * groups are refused. So none takes for ever.
 *
 * @param field the path of the field
 * @param pattern the regular expression
 * @param ignoreCase whether upper and lower case are the same
 */
public record Regex(String field, String pattern, boolean ignoreCase) implements FieldCondition {

    public Regex {
        FieldPath.require(field);
        RegexProgram.compile(pattern, ignoreCase);
    }

    @Override
    public String toString() {
        return ConditionText.of(this);
    }

}
