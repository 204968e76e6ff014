package io.filestore.query;

import java.io.Serializable;

/**
 * A method reference to what reads a property, as {@code Order::total}, by which the
 * property is named. It is never called.
 *
 * @param <T> the type that has the property
 * @param <R> the type of the property
 */
@FunctionalInterface
public interface Getter<T, R> extends Serializable {

    /** Reads the property. */
    R get(T value);

}
