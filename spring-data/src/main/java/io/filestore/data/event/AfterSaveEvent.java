package io.filestore.data.event;

/**
 * An entity was stored; inside a transaction, it is when that commits.
 *
 * @param <T> the class of the entity
 */
public final class AfterSaveEvent<T> extends RowEvent<T> {

    private static final long serialVersionUID = 1L;

    public AfterSaveEvent(T entity, String rowId, String collection) {
        super(entity, rowId, collection);
    }

}
