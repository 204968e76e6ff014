package io.filestore.autoconfigure;

import java.util.Map;
import java.util.Set;

import io.filestore.error.InvalidConfigurationException;

/**
 * Names of options, as core has them, and of properties, as users write them.
 */
final class PropertyName {

    private static final Map<String, String> RENAMED = Map.of("fileMode", "file-permissions", "directoryMode",
            "directory-permissions");

    /** Options of some collection, when they have been made in code. */
    private static final Set<String> OF_ANY_COLLECTION = Set.of("ttl", "indexed", "unique", "path");

    private PropertyName() {
    }

    /** The option that is a collection of this name. */
    static String ofCollection(String name) {
        return name.matches("[\\w-]+") ? "collections." + name : "collections[" + name + "]";
    }

    /** The full name of the property that an exception is about. */
    static String of(InvalidConfigurationException ex) {
        String option = RENAMED.getOrDefault(ex.option(), ex.option());
        if (OF_ANY_COLLECTION.contains(option)) {
            option = "collections.*." + option;
        }
        else if (option.equals("collections." + ex.value())) {
            option = ofCollection(String.valueOf(ex.value()));
        }
        return FileStoreProperties.PREFIX + "." + option;
    }

}
