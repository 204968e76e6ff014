package io.filestore.data.observation;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationConvention;

/** What the observation of a repository's call is called, and what its keys are. */
public interface RepositoryObservationConvention extends ObservationConvention<RepositoryObservationContext> {

    @Override
    default boolean supportsContext(Observation.Context context) {
        return context instanceof RepositoryObservationContext;
    }

}
