package io.filestore.data.repository.query;

import org.jspecify.annotations.Nullable;

import io.filestore.query.Operand;

/** How values of one field are written, to be compared with it. */
@FunctionalInterface
interface FieldForm {

    Operand operand(@Nullable Object value);

    /** Its text, where letters are compared. */
    default @Nullable String text(@Nullable Object value) {
        return operand(value).text();
    }

}
