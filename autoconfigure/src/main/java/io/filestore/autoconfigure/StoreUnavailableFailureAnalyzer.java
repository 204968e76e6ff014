package io.filestore.autoconfigure;

import java.util.List;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.env.Environment;

import io.filestore.error.StoreUnavailableException;

/**
 * Says where the cluster was looked for.
 */
final class StoreUnavailableFailureAnalyzer extends AbstractFailureAnalyzer<StoreUnavailableException> {

    private static final String CASSANDRA = "spring.cassandra.";

    private final Environment environment;

    StoreUnavailableFailureAnalyzer(Environment environment) {
        this.environment = environment;
    }

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, StoreUnavailableException cause) {
        String points = get("contact-points");
        String action = (points == null)
                ? "Start again when the machines that keep the collections are up and can be reached from here."
                : "Cassandra was looked for at '" + points + "' (" + CASSANDRA + "contact-points), in datacenter '"
                        + Objects.requireNonNullElse(get("local-datacenter"), "") + "' (" + CASSANDRA
                        + "local-datacenter). See by 'nodetool status'"
                        + " whether enough nodes are up, that the datacenter has this name there, and that they can be"
                        + " reached from here. Nothing was changed; start again then.";
        return new FailureAnalysis(String.valueOf(cause.getMessage()), action, cause);
    }

    private @Nullable String get(String property) {
        String one = this.environment.getProperty(CASSANDRA + property);
        List<String> several = Binder.get(this.environment)
            .bind(CASSANDRA + property, Bindable.listOf(String.class))
            .orElseGet(List::of);
        return (one != null || several.isEmpty()) ? one : String.join(", ", several);
    }

}
