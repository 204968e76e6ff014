package io.filestore.data.event;

/**
 * An entity with its id and version is about to be stored.
 *
 * @param <T> the class of the entity
 */
public final class BeforeSaveEvent<T> extends RowEvent<T> {

    private static final long serialVersionUID = 1L;

    public BeforeSaveEvent(T entity, String rowId, String collection) {
        super(entity, rowId, collection);
    }

}
