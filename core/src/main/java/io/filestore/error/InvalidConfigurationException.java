package io.filestore.error;

import org.jspecify.annotations.Nullable;

/**
 * Options that contradict each other or the directory. Names the option as a path, such
 * as {@code collections.users.strategy}, the value, and what to do.
 */
public final class InvalidConfigurationException extends StoreException {

    private final String option;

    private final @Nullable Object value;

    private final String reason;

    /**
     * @param option the option's name as a path from the root of the options
     * @param value its value, null if it has none
     * @param reason what is wrong with it and what to do, a sentence
     */
    public InvalidConfigurationException(String option, @Nullable Object value, String reason) {
        super(((value != null) ? "Invalid value '" + value + "' for " + option : option) + ": " + reason, null);
        this.option = option;
        this.value = value;
        this.reason = reason;
    }

    public String option() {
        return this.option;
    }

    public @Nullable Object value() {
        return this.value;
    }

    public String reason() {
        return this.reason;
    }

}
