package io.filestore.data.mapping;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Says that the collection has an index of several properties together, as
 * {@link Indexed} does of one.
 */
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@Repeatable(CompoundIndex.List.class)
public @interface CompoundIndex {

    /**
     * The properties, those first that are asked for equality. A dot is a path into an
     * object within the entity.
     */
    String[] value();

    /** Whether no two rows may share all of the values. */
    boolean unique() default false;

    /** Several of them. */
    @Documented
    @Inherited
    @Retention(RetentionPolicy.RUNTIME)
    @Target(ElementType.TYPE)
    @interface List {

        CompoundIndex[] value();

    }

}
