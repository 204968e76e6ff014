package io.filestore.row;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Promises that instances of a class, and all that can be reached from them, never change
 * once they are made. filestore may then hand one instance to many callers and threads
 * instead of decoding the row for each of them.
 *
 * <p>
 * A record whose components are primitives, strings, numbers, dates, enums, {@link Row}s
 * or such records needs no mark. A record with a list, a map, an array or another class
 * does, because somebody could change what is in it.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface Immutable {

}
