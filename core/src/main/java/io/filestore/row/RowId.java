package io.filestore.row;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import com.fasterxml.jackson.annotation.JacksonAnnotationsInside;
import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * Marks the component of a record, or the field or getter of a class, that holds the id
 * of the row. It is filled when a row is read through a collection, and is no field of
 * the row's JSON. {@link io.filestore.RowCollection#put(Object)} and
 * {@link io.filestore.RowCollection#add} store a value under it.
 *
 * <p>
 * It is a {@code String}, a {@code UUID}, a {@code Long}, or an {@code Integer}, the
 * latter also as primitives. Of the last ones only the ids count that are written as they
 * write themselves: {@code 7} and not {@code 07}. A type has one at most.
 *
 * <p>
 * Only the row itself has an id: in a value within another one, in {@link Row#as(Class)}
 * and in {@link Row#of} it is a field like the others. A field of the JSON that has its
 * name is not read as it, and stays where it is in
 * {@link io.filestore.RowCollection#update}. Spring Data's {@code @Id} says the same.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ ElementType.FIELD, ElementType.METHOD })
@JacksonAnnotationsInside
@JsonProperty
public @interface RowId {

}
