package io.filestore.data.event;

import org.springframework.data.mapping.callback.EntityCallback;

/**
 * A bean that may change an entity before it gets its id and version, and is stored.
 *
 * @param <T> the class of the entities, or one above it
 */
@FunctionalInterface
public interface BeforeConvertCallback<T> extends EntityCallback<T> {

    /**
     * The entity to store: this one, or another object.
     * @param collection the name of its collection
     */
    T onBeforeConvert(T entity, String collection);

}
