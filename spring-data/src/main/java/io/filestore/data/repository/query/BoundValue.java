package io.filestore.data.repository.query;

import org.jspecify.annotations.Nullable;

/**
 * A value that a query gets of each call.
 *
 * @param name as it is written in the query
 * @param argument the number of the argument that it is, {@value #NONE} if it is none
 */
record BoundValue(String name, int argument, Source source) {

    static final int NONE = -1;

    @Nullable Object of(Arguments arguments) {
        return this.source.value(arguments);
    }

    /** Where it comes from. */
    interface Source {

        @Nullable Object value(Arguments arguments);

    }

}
