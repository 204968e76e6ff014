package io.filestore.query;

import java.nio.charset.StandardCharsets;
import java.util.List;

import org.jspecify.annotations.Nullable;

import io.filestore.error.InvalidQueryException;

/** What a row's id is compared with: a text, and what counts as one. */
final class IdOperand {

    private IdOperand() {
    }

    /** What the id is to be equal to one of. */
    static List<Operand> equal(List<Operand> values) {
        return values.stream().map(IdOperand::equal).toList();
    }

    /** What the id is to be equal to. */
    static Operand equal(Operand value) {
        return switch (value.rank()) {
            case STRING, NOTHING -> value;
            case NUMBER -> Operand.ofCanonical(('"' + value.toString() + '"').getBytes(StandardCharsets.US_ASCII));
            default -> throw refuse(value, "is never equal to " + value.kind()
                    + ". Compare it with a text, or with a number or UUID, which count as they are written.");
        };
    }

    /** Numbers are in another order than their texts. */
    static void requireText(String field, @Nullable Bound bound) {
        if (bound != null && FieldPath.isRowId(field) && bound.value().rank() != ValueRank.STRING) {
            throw refuse(bound.value(), "is not less or greater than " + bound.value().kind()
                    + ". Compare it with a text; ids are in the order of texts, where \"10\" is before \"9\".");
        }
    }

    private static InvalidQueryException refuse(Operand value, String why) {
        return new InvalidQueryException("A row's id, " + Query.ID + ", should be compared with "
                + Operand.shortly(value.toString()) + ", but is a text and " + why);
    }

}
