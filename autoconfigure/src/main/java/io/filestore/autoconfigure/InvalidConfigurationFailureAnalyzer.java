package io.filestore.autoconfigure;

import java.util.Objects;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.env.Environment;

import io.filestore.error.InvalidConfigurationException;

/**
 * Says which property is wrong, where it is set, why, and what to do.
 */
final class InvalidConfigurationFailureAnalyzer extends AbstractFailureAnalyzer<InvalidConfigurationException> {

    private final PropertyLookup lookup;

    InvalidConfigurationFailureAnalyzer(Environment environment) {
        this.lookup = new PropertyLookup(environment);
    }

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, InvalidConfigurationException cause) {
        String name = PropertyName.of(cause);
        ConfigurationProperty set = this.lookup.find(name);
        Object value = (set != null) ? set.getValue() : cause.value();
        boolean missing = value == null || value.toString().isBlank();
        String description = (missing ? "The configuration property '" + name + "' is missing"
                : "Invalid value '" + value + "' for the configuration property '" + name + "'")
                + origin((set != null) ? set : this.lookup.findNear(name), set != null) + ". "
                + sentence(cause.reason());
        return new FailureAnalysis(description, action(name, missing), cause);
    }

    private static String action(String name, boolean missing) {
        if (name.equals(FileStoreProperties.PREFIX + ".directory")) {
            return "Set '" + name + "' to a directory that the user who runs this process can create and write.";
        }
        return (missing ? "Set '" : "Correct '") + name + "'; the description says how.";
    }

    private static String origin(@Nullable ConfigurationProperty property, boolean exact) {
        if (property == null || property.getOrigin() == null) {
            return "";
        }
        return (exact ? " (originating from " : " (near ") + property.getOrigin() + ")";
    }

    private static String sentence(String reason) {
        String sentence = Objects.requireNonNull(reason).strip();
        return Character.toUpperCase(sentence.charAt(0)) + sentence.substring(1) + (sentence.endsWith(".") ? "" : ".");
    }

}
