package io.filestore.test;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Gives each application context of a test a directory of its own for its store, whatever
 * {@code filestore.directory} says, which is gone when the context is closed, at the
 * latest at the end of the process. What properties place outside of the store's
 * directory, a collection by its path or {@code filestore.backup.directory}, lies in it
 * too, and a collection that is on Cassandra otherwise is in memory here. A store that
 * the application does not leave to auto-configuration has the directory if it asks the
 * properties for it.
 */
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface AutoConfigureTestFileStore {

    /** Whether there is such a directory; false leaves it to the properties. */
    boolean replace() default true;

}
