package io.filestore.data.event;

/**
 * An entity was read.
 *
 * @param <T> the class of the entity
 */
public final class AfterConvertEvent<T> extends RowEvent<T> {

    private static final long serialVersionUID = 1L;

    public AfterConvertEvent(T entity, String rowId, String collection) {
        super(entity, rowId, collection);
    }

}
