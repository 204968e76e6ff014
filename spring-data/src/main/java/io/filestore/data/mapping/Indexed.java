package io.filestore.data.mapping;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Says that the collection has an index of a property, which may also be that of an
 * object within the entity. The configuration of the collection must have it; one that is
 * not configured gets it, if such collections are not refused.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ ElementType.FIELD, ElementType.METHOD, ElementType.ANNOTATION_TYPE })
public @interface Indexed {

    /** Whether no two rows may share a value. */
    boolean unique() default false;

}
