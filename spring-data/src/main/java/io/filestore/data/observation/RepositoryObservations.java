package io.filestore.data.observation;

import io.micrometer.observation.ObservationRegistry;
import org.aopalliance.intercept.MethodInterceptor;
import org.jspecify.annotations.Nullable;

/**
 * A bean that lets each call of a repository be an {@linkplain RepositoryObservation#CALL
 * observation}. Without it nothing is observed, and nothing is spent: what an observation
 * takes is several times what reading a row does.
 */
public final class RepositoryObservations {

    private final ObservationRegistry registry;

    private final @Nullable RepositoryObservationConvention convention;

    public RepositoryObservations(ObservationRegistry registry) {
        this(registry, null);
    }

    /**
     * @param convention null for that of the registry or, without one, the default
     */
    public RepositoryObservations(ObservationRegistry registry, @Nullable RepositoryObservationConvention convention) {
        this.registry = registry;
        this.convention = convention;
    }

    /** Whether nobody can ever see them. */
    public boolean isNoop() {
        return this.registry == ObservationRegistry.NOOP;
    }

    /** Goes around the methods of a repository. */
    public MethodInterceptor around(Class<?> repository, String collection) {
        return new ObservedCalls(repository, collection, this.registry, this.convention);
    }

}
