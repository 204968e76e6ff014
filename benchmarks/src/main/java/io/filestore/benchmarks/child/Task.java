package io.filestore.benchmarks.child;

import java.io.Serializable;

import org.jspecify.annotations.Nullable;

/**
 * Work for a child process; what a lambda captures and returns must be serializable.
 *
 * @param <R> what it returns
 */
@FunctionalInterface
public interface Task<R extends @Nullable Object> extends Serializable {

    R run(Session session) throws Exception;

}
