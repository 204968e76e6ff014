package io.filestore.data.repository.query;

import io.filestore.query.Query;

/** The query of a method, which lacks the arguments of a call. */
interface QueryTemplate {

    /** The whole query of a call, in its order, but for a limit that is an argument. */
    Query with(Arguments arguments);

    /** What each call has in common, with other values. */
    Query sample();

}
