package io.filestore.autoconfigure;

import java.util.List;

import org.springframework.boot.context.properties.source.ConfigurationProperty;

/**
 * There are properties that filestore does not have, although they look like its own.
 */
final class UnknownPropertyException extends RuntimeException {

    private final transient List<Slip> slips;

    UnknownPropertyException(List<Slip> slips) {
        super("filestore has no properties " + slips.stream().map((slip) -> slip.property().getName()).toList());
        this.slips = slips;
    }

    List<Slip> slips() {
        return this.slips;
    }

    /**
     * One of them.
     *
     * @param property where it is set
     * @param unknown what is wrong with it
     */
    record Slip(ConfigurationProperty property, KnownProperties.Unknown unknown) {
    }

}
