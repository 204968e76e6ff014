package io.filestore.remote;

import java.util.List;

/** How the rows of a query are found where they are kept. */
sealed interface QueryWay {

    /**
     * By their ids.
     *
     * @param ids each once
     */
    record Ids(List<String> ids) implements QueryWay {
    }

    /**
     * By terms.
     *
     * @param lookups each of which finds the rows that have all of its terms
     * @param fields those that it uses
     */
    record Terms(List<List<IndexTerm>> lookups, List<String> fields) implements QueryWay {
    }

    /** By any of several ways. */
    record Union(List<QueryWay> parts) implements QueryWay {
    }

    /** All rows, in an order that is the engine's. */
    record All() implements QueryWay {
    }

}
