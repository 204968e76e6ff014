package io.filestore.sample;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.resilience.annotation.Retryable;

/**
 * Runs a method again, and its transaction with it, if others have meanwhile changed what
 * it has read. What a caller has sent with a version that is not the newest is refused at
 * once.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
@Retryable(includes = ConcurrencyFailureException.class, excludes = OptimisticLockingFailureException.class,
        maxRetries = 10, delay = 5, jitter = 5)
public @interface RetryOnConflict {

}
