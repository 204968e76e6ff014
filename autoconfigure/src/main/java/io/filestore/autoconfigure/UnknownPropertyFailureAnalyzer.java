package io.filestore.autoconfigure;

import java.util.TreeSet;
import java.util.stream.Collectors;

import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Says which properties are none, where they are set, and what was probably meant.
 */
final class UnknownPropertyFailureAnalyzer extends AbstractFailureAnalyzer<UnknownPropertyException> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, UnknownPropertyException cause) {
        String description = cause.slips()
            .stream()
            .map(UnknownPropertyFailureAnalyzer::sentence)
            .collect(Collectors.joining("\n"));
        return new FailureAnalysis(description, "Correct what is a slip, and take out what is of no use. Properties of"
                + " the application's own are better off under a prefix of its own.", cause);
    }

    private static String sentence(UnknownPropertyException.Slip slip) {
        ConfigurationProperty property = slip.property();
        KnownProperties.Unknown unknown = slip.unknown();
        String text = "There is no configuration property '" + property.getName() + "'"
                + ((property.getOrigin() != null) ? " (originating from " + property.getOrigin() + ")" : "") + ". ";
        if (unknown.meant() != null) {
            return text + "Did you mean '" + unknown.meant() + "'?";
        }
        String parent = "'" + property.getName().chop(unknown.element()) + "'";
        return text + (unknown.others().isEmpty() ? parent + " is a single value."
                : parent + " has " + String.join(", ", new TreeSet<>(unknown.others())) + ".");
    }

}
