package io.filestore.test;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Rows that are there before each test: a collection that a fixture is for has the rows
 * of its file and no others. Those of the class come first, then those of the method. If
 * the test has a transaction of the store they are in it, and gone with it; else they
 * stay until another fixture of the collection.
 *
 * <p>
 * A file has the form of a data file: a JSON object with rows by their ids, or, with a
 * name that ends in {@code .jsonl}, a row in each line, whose id is in {@code id}; or it
 * has such rows in a JSON array. A row without an id gets a new one.
 */
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target({ ElementType.TYPE, ElementType.METHOD })
@Repeatable(FileStoreFixture.All.class)
public @interface FileStoreFixture {

    /**
     * Resources. Plain paths are relative to the package of the test class, those that
     * begin with {@code /} to the root of the class path, and {@code file:} and the like
     * are what they say.
     */
    String[] value();

    /**
     * The collection that the rows are for. By default the name of the file without its
     * ending.
     */
    String collection() default "";

    /** The bean that is the store, if there are several. */
    String store() default "";

    /** Several of them. */
    @Documented
    @Inherited
    @Retention(RetentionPolicy.RUNTIME)
    @Target({ ElementType.TYPE, ElementType.METHOD })
    @interface All {

        FileStoreFixture[] value();

    }

}
