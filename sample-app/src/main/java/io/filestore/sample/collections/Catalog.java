package io.filestore.sample.collections;

import org.springframework.stereotype.Component;

import io.filestore.RowCollection;
import io.filestore.Store;
import io.filestore.row.Row;
import io.filestore.sample.web.Problem;

/**
 * Finds collections by the names that callers give.
 */
@Component
class Catalog {

    private final Store store;

    Catalog(Store store) {
        this.store = store;
    }

    boolean has(String name) {
        return this.store.collectionNames().contains(name);
    }

    /** The collection of a name, or a problem that says which there are. */
    RowCollection<Row> get(String name) {
        if (!has(name)) {
            throw Problem.NO_SUCH_COLLECTION.with(hint(name));
        }
        return this.store.collection(name);
    }

    /** Whether its rows can be had in any order. */
    boolean isOrdered(String name) {
        return this.store.capabilities(name).ranges();
    }

    String hint(String name) {
        return "There is no collection '" + name + "'. There are " + String.join(", ", this.store.collectionNames())
                + "; more can be configured under filestore.collections.";
    }

    RuntimeException noSuchRow(String collection, Id id) {
        return Problem.NO_SUCH_ROW
            .with("Collection '" + collection + "' has no row '" + id + "'. PUT it to make it; ids tell a from A.");
    }

}
