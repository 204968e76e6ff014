package io.filestore.data.observation;

import java.lang.reflect.Method;

import io.micrometer.observation.Observation;

/** One call of a repository. */
public final class RepositoryObservationContext extends Observation.Context {

    private final Class<?> repository;

    private final Method method;

    private final String collection;

    private boolean complete;

    public RepositoryObservationContext(Class<?> repository, Method method, String collection) {
        this.repository = repository;
        this.method = method;
        this.collection = collection;
    }

    /** The repository's interface. */
    public Class<?> repository() {
        return this.repository;
    }

    public Method method() {
        return this.method;
    }

    /** The collection that the repository is for. */
    public String collection() {
        return this.collection;
    }

    /** Whether it has returned something, or nothing; not if it threw an exception. */
    public boolean isComplete() {
        return this.complete;
    }

    void complete() {
        this.complete = true;
    }

}
