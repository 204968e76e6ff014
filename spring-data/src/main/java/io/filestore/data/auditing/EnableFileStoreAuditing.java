package io.filestore.data.auditing;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.springframework.context.annotation.Import;

/**
 * Fills what entities mark with {@link org.springframework.data.annotation.CreatedDate},
 * {@link org.springframework.data.annotation.LastModifiedDate},
 * {@link org.springframework.data.annotation.CreatedBy} and
 * {@link org.springframework.data.annotation.LastModifiedBy} before they are saved.
 * Without it, nobody does.
 */
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@Import(AuditingRegistrar.class)
public @interface EnableFileStoreAuditing {

    /**
     * The bean that is the {@link org.springframework.data.domain.AuditorAware}; by
     * default the only one that there is.
     */
    String auditorAwareRef() default "";

    /** Whether dates are filled. */
    boolean setDates() default true;

    /** Whether an entity counts as modified when it is created. */
    boolean modifyOnCreate() default true;

    /**
     * The bean that is the {@link org.springframework.data.auditing.DateTimeProvider}; by
     * default the time of the system.
     */
    String dateTimeProviderRef() default "";

}
