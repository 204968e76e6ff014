package io.filestore.data.repository;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.springframework.data.annotation.QueryAnnotation;

/**
 * The query of a repository's method, whatever its name is. It is looked at when the
 * context starts.
 *
 * <pre class="code">
 * &#64;Query("""
 *         {"where": {"status": ?0, "total": {"gte": :least}}, "orderBy": ["-createdAt"]}""")
 * List&lt;Order&gt; big(String status, long least);
 * </pre>
 *
 * <p>
 * A parameter of the method is {@code ?} with its number from 0, or {@code :} with its
 * name; also an expression, <code>?#{...}</code>. It is written without quotes, stands
 * where a value is, and is always that value: no argument adds a condition or an
 * operator. An array or collection is what a field is {@code in}.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ ElementType.METHOD, ElementType.ANNOTATION_TYPE })
@QueryAnnotation
public @interface Query {

    /**
     * The query as JSON, as {@link io.filestore.query.Query#parse} reads it, with the
     * names of the fields in JSON. An argument of type
     * {@link org.springframework.data.domain.Sort} takes the place of its order, unless
     * it is unsorted.
     */
    String value();

    /** Whether rows are counted. */
    boolean count() default false;

    /** Whether it is only asked if there is such a row. */
    boolean exists() default false;

    /** Whether rows are deleted. */
    boolean delete() default false;

}
