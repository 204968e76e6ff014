package io.filestore.data.event;

import org.springframework.context.ApplicationEvent;
import org.springframework.core.ResolvableType;
import org.springframework.core.ResolvableTypeProvider;

/**
 * Something that is done with an entity, published by the thread that does it, within its
 * transaction if there is one. What a listener throws keeps it from being done, before;
 * afterwards, it is done outside of a transaction.
 *
 * @param <T> the class of the entity
 */
public abstract class EntityEvent<T> extends ApplicationEvent implements ResolvableTypeProvider {

    private static final long serialVersionUID = 1L;

    private final String collection;

    EntityEvent(T entity, String collection) {
        super(entity);
        this.collection = collection;
    }

    /** The entity. */
    @Override
    @SuppressWarnings("unchecked")
    public T getSource() {
        return (T) super.getSource();
    }

    /** The name of its collection. */
    public String getCollection() {
        return this.collection;
    }

    @Override
    public ResolvableType getResolvableType() {
        return ResolvableType.forClassWithGenerics(getClass(), getSource().getClass());
    }

    @Override
    public String toString() {
        return getClass().getSimpleName() + " " + this.collection;
    }

}
