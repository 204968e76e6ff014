package io.filestore.data.mapping;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Says how long after it was last written an entity expires. The configuration of the
 * collection must say the same; one that is not configured gets it, if such collections
 * are not refused. It is the same for all entities of a collection, so that no property
 * can tell it.
 */
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface TimeToLive {

    /** A duration such as {@code 30m}; seconds without a unit. */
    String value();

}
