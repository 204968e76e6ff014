package io.filestore.data.repository.query;

import java.util.function.Supplier;

import io.filestore.backend.Capabilities;
import io.filestore.data.FileStoreOperations;
import io.filestore.error.InvalidQueryException;
import io.filestore.query.Query;

/** Whether the collection of an entity is able to do what a method asks. */
final class CollectionAbilities {

    private CollectionAbilities() {
    }

    /**
     * Refuses a method that its collection could only refuse when it is called.
     * @param sample makes the query of some call, if it is needed
     * @throws InvalidQueryException saying what to do
     */
    static void require(FileStoreOperations operations, Class<?> entity, Action action, Supplier<Query> sample) {
        Capabilities able = operations.capabilities(entity);
        if (!able.ranges()) {
            operations.rows(entity).explain(sample.get());
        }
        if (action == Action.DELETE && !able.transactions()) {
            throw new InvalidQueryException("It deletes all that it finds or nothing, which collection '"
                    + operations.rows(entity).name() + "' cannot: where it is kept, each row changes for itself."
                    + " Put the collection into a group, by filestore.collections.<name>.group; or find the rows, and"
                    + " delete each by its id.");
        }
    }

}
