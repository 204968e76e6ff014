package io.filestore.query;

/**
 * The field is null or missing, or an array with a null in it.
 *
 * @param field the path of the field
 */
public record IsNull(String field) implements FieldCondition {

    public IsNull {
        FieldPath.require(field);
    }

    @Override
    public String toString() {
        return ConditionText.of(this);
    }

}
