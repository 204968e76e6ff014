package io.filestore.checksum;

import org.jspecify.annotations.Nullable;

/**
 * What is recorded of a row.
 *
 * @param sum what its last line says
 * @param line the number of that line
 * @param completions how many times everything had been done before that line
 * @param before what earlier lines say
 */
record Recorded(RowSum sum, long line, int completions, @Nullable Recorded before) {

    Recorded {
        // Of what was done once and for all, the last is enough.
        if (before != null && before.before != null && before.completions < completions) {
            before = new Recorded(before.sum, before.line, before.completions, null);
        }
    }

}
