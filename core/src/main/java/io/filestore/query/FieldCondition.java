package io.filestore.query;

/** A condition on one field. */
public sealed interface FieldCondition extends Condition permits Is, In, Range, Text, Regex, Exists, IsNull {

    /** The path of the field, as {@code address.city}. */
    String field();

}
