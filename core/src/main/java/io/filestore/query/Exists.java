package io.filestore.query;

/**
 * The field is there, be it null.
 *
 * @param field the path of the field
 */
public record Exists(String field) implements FieldCondition {

    public Exists {
        FieldPath.require(field);
    }

    @Override
    public String toString() {
        return ConditionText.of(this);
    }

}
