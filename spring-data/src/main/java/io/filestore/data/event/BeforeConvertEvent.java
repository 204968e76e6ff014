package io.filestore.data.event;

/**
 * An entity is about to get its id and version, and to be stored.
 *
 * @param <T> the class of the entity
 */
public final class BeforeConvertEvent<T> extends EntityEvent<T> {

    private static final long serialVersionUID = 1L;

    public BeforeConvertEvent(T entity, String collection) {
        super(entity, collection);
    }

}
