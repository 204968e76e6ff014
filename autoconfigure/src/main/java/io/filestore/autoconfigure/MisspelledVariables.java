package io.filestore.autoconfigure;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.core.env.Environment;

/**
 * Environment variables whose names are nearly those of filestore's properties. They may
 * be other programs', so that they are not refused, but warned of.
 */
final class MisspelledVariables {

    private static final Logger logger = LoggerFactory.getLogger(MisspelledVariables.class);

    private static final String PREFIX = "FILESTORE_";

    /** As many letters make up for one that is wrong. */
    private static final int LETTERS_OF_A_SLIP = 8;

    private final PropertyLookup lookup;

    MisspelledVariables(Environment environment) {
        this.lookup = new PropertyLookup(environment);
    }

    /**
     * @param collections the names of those that there are
     */
    void warn(Collection<String> collections) {
        List<String> suspects = new ArrayList<>();
        for (String name : this.lookup.variables()) {
            if (name.regionMatches(true, 0, PREFIX, 0, PREFIX.length())) {
                suspects.add(name);
            }
        }
        if (!suspects.isEmpty()) {
            warn(suspects, collections);
        }
    }

    private static void warn(List<String> suspects, Collection<String> collections) {
        List<String> known = Stream.concat(KnownProperties.all(), ofCollections(collections))
            .map(MisspelledVariables::variable)
            .toList();
        suspects.forEach((name) -> meant(letters(name), known).ifPresent(
                (meant) -> logger.warn("Nothing comes of the environment variable {}. Did you mean {}?", name, meant)));
    }

    private static Stream<String> ofCollections(Collection<String> names) {
        return names.stream()
            .flatMap((name) -> KnownProperties.ofCollection()
                .stream()
                .map((option) -> "filestore.collections." + name + "." + option));
    }

    private static Optional<String> meant(String written, List<String> known) {
        if (known.stream().anyMatch((each) -> letters(each).equals(written))) {
            return Optional.empty();
        }
        int most = Math.max(1, (written.length() - letters(PREFIX).length()) / LETTERS_OF_A_SLIP);
        Comparator<String> byDistance = Comparator
            .comparing((each) -> KnownProperties.distance(written, letters(each)));
        return known.stream()
            .min(byDistance)
            .filter((nearest) -> KnownProperties.distance(written, letters(nearest)) <= most);
    }

    private static String variable(String property) {
        return property.replace("-", "").replace('.', '_').toUpperCase(Locale.ROOT);
    }

    /** Elements of lists have numbers at the end. */
    private static String letters(String variable) {
        return variable.replaceAll("[_\\d]*$", "").replace("_", "").toUpperCase(Locale.ROOT);
    }

}
