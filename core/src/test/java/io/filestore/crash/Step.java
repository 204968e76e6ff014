package io.filestore.crash;

import java.util.List;

/** What a workload is made of. What each does is in {@link Session}. */
enum Step {

    PUT, UPDATE, DELETE, PUT_OTHER, DELETE_OTHER, TRANSACTION, PLAIN_PUT, PLAIN_DELETE, VALUE, VALUE_DELETE, BRIEF,

    /** A row so large that the next write begins a new segment. */
    LARGE,

    /** Forces the log, as the interval would. */
    SYNC,

    FLUSH, COMPACT,

    /** Time passes, what has expired is swept, and a flush follows. */
    SWEEP,

    CLOSE;

    /** Fills all collections and their files. */
    static final List<Step> BEFORE = List.of(PUT, PUT_OTHER, PLAIN_PUT, VALUE, BRIEF, FLUSH, TRANSACTION, PLAIN_PUT);

    /** Everything once, most things in several circumstances. */
    static final List<Step> LONG = List.of(PUT, PUT_OTHER, PLAIN_PUT, VALUE, FLUSH, UPDATE, DELETE_OTHER, TRANSACTION,
            PLAIN_PUT, BRIEF, LARGE, PUT, SYNC, FLUSH, DELETE, PLAIN_DELETE, VALUE_DELETE, LARGE, LARGE, PUT_OTHER,
            COMPACT, SWEEP, TRANSACTION, UPDATE, CLOSE);

    /** Those that come in pairs, each with each. */
    static final List<Step> SINGLE = List.of(PUT, UPDATE, DELETE, DELETE_OTHER, TRANSACTION, PLAIN_PUT, PLAIN_DELETE,
            VALUE_DELETE, LARGE, SYNC, FLUSH, COMPACT, SWEEP, CLOSE);

}
