package io.filestore.data.event;

import org.springframework.data.mapping.callback.EntityCallback;

/**
 * A bean that may change an entity after it was stored. Inside a transaction it is stored
 * when that commits.
 *
 * @param <T> the class of the entities, or one above it
 */
@FunctionalInterface
public interface AfterSaveCallback<T> extends EntityCallback<T> {

    /**
     * The entity to hand back: this one, or another object.
     * @param rowId the id of its row
     * @param collection the name of its collection
     */
    T onAfterSave(T entity, String rowId, String collection);

}
