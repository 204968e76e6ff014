package io.filestore.data.event;

/**
 * An entity is about to be deleted.
 *
 * @param <T> the class of the entity
 */
public final class BeforeDeleteEvent<T> extends RowEvent<T> {

    private static final long serialVersionUID = 1L;

    public BeforeDeleteEvent(T entity, String rowId, String collection) {
        super(entity, rowId, collection);
    }

}
