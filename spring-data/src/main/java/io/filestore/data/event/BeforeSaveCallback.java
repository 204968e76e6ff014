package io.filestore.data.event;

import org.springframework.data.mapping.callback.EntityCallback;

/**
 * A bean that may change an entity, but not its id, right before it becomes a row, or
 * refuse it by an exception.
 *
 * @param <T> the class of the entities, or one above it
 */
@FunctionalInterface
public interface BeforeSaveCallback<T> extends EntityCallback<T> {

    /**
     * The entity to store: this one, or another object.
     * @param rowId the id of its row
     * @param collection the name of its collection
     */
    T onBeforeSave(T entity, String rowId, String collection);

}
