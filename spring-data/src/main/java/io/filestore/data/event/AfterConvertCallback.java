package io.filestore.data.event;

import org.springframework.data.mapping.callback.EntityCallback;

/**
 * A bean that may change an entity that was read. What a mutable class has is its own
 * each time, while values of an immutable one are shared.
 *
 * @param <T> the class of the entities, or one above it
 */
@FunctionalInterface
public interface AfterConvertCallback<T> extends EntityCallback<T> {

    /**
     * The entity to hand over: this one, or another object.
     * @param rowId the id of its row
     * @param collection the name of its collection
     */
    T onAfterConvert(T entity, String rowId, String collection);

}
