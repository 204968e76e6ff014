package io.filestore.data.observation;

import io.micrometer.common.KeyValue;
import io.micrometer.common.KeyValues;

import io.filestore.data.observation.RepositoryObservation.LowCardinalityKeyNames;

/** {@code filestore.repository}, with {@link LowCardinalityKeyNames} alone. */
public class DefaultRepositoryObservationConvention implements RepositoryObservationConvention {

    @Override
    public String getName() {
        return "filestore.repository";
    }

    @Override
    public String getContextualName(RepositoryObservationContext context) {
        return context.repository().getSimpleName() + "." + context.method().getName();
    }

    @Override
    public KeyValues getLowCardinalityKeyValues(RepositoryObservationContext context) {
        return KeyValues.of(LowCardinalityKeyNames.REPOSITORY.withValue(context.repository().getSimpleName()),
                LowCardinalityKeyNames.METHOD.withValue(context.method().getName()),
                LowCardinalityKeyNames.COLLECTION.withValue(context.collection()),
                LowCardinalityKeyNames.OUTCOME.withValue(outcome(context)),
                LowCardinalityKeyNames.EXCEPTION.withValue(exception(context)));
    }

    private static String outcome(RepositoryObservationContext context) {
        if (context.getError() != null) {
            return "ERROR";
        }
        return context.isComplete() ? "SUCCESS" : "UNKNOWN";
    }

    private static String exception(RepositoryObservationContext context) {
        Throwable error = context.getError();
        if (error == null) {
            return KeyValue.NONE_VALUE;
        }
        Class<?> type = error.getClass();
        return type.getSimpleName().isEmpty() ? type.getName() : type.getSimpleName();
    }

}
