package io.filestore.data.event;

/**
 * An entity was deleted; inside a transaction, it is when that commits.
 *
 * @param <T> the class of the entity
 */
public final class AfterDeleteEvent<T> extends RowEvent<T> {

    private static final long serialVersionUID = 1L;

    public AfterDeleteEvent(T entity, String rowId, String collection) {
        super(entity, rowId, collection);
    }

}
