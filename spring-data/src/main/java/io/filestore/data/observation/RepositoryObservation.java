package io.filestore.data.observation;

import io.micrometer.common.docs.KeyName;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationConvention;
import io.micrometer.observation.docs.ObservationDocumentation;

/** The observations of repositories. */
public enum RepositoryObservation implements ObservationDocumentation {

    /** A call of a repository's method, until it returns. */
    CALL {

        @Override
        public Class<? extends ObservationConvention<? extends Observation.Context>> getDefaultConvention() {
            return DefaultRepositoryObservationConvention.class;
        }

        @Override
        public KeyName[] getLowCardinalityKeyNames() {
            return LowCardinalityKeyNames.values();
        }

    };

    /** Each with few values, so that a meter may have it as a tag. */
    public enum LowCardinalityKeyNames implements KeyName {

        /** The simple name of the repository's interface. */
        REPOSITORY("repository"),

        /** The name of the method. */
        METHOD("method"),

        /** The collection that the repository is for. */
        COLLECTION("collection"),

        /** {@code SUCCESS}, {@code ERROR}, or {@code UNKNOWN} while it runs. */
        OUTCOME("outcome"),

        /** The simple name of the exception's class, {@code none} without one. */
        EXCEPTION("exception");

        private final String name;

        LowCardinalityKeyNames(String name) {
            this.name = name;
        }

        @Override
        public String asString() {
            return this.name;
        }

    }

}
