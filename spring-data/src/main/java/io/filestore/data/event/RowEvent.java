package io.filestore.data.event;

/**
 * Something that is done with an entity whose row is known.
 *
 * @param <T> the class of the entity
 */
public abstract class RowEvent<T> extends EntityEvent<T> {

    private static final long serialVersionUID = 1L;

    private final String rowId;

    RowEvent(T entity, String rowId, String collection) {
        super(entity, collection);
        this.rowId = rowId;
    }

    public String getRowId() {
        return this.rowId;
    }

    @Override
    public String toString() {
        return super.toString() + "/" + this.rowId;
    }

}
