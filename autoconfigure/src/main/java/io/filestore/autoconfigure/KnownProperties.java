package io.filestore.autoconfigure;

import java.lang.reflect.Parameter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.bind.DataObjectPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName.Form;

/**
 * The names of all properties of filestore, as {@link FileStoreProperties} has them.
 */
final class KnownProperties {

    private static final Map<String, Class<?>> ROOT = components(FileStoreProperties.class);

    private static final Map<String, Class<?>> COLLECTION = components(FileStoreProperties.Collection.class);

    private KnownProperties() {
    }

    private static Map<String, Class<?>> components(Class<?> type) {
        Map<String, Class<?>> components = new LinkedHashMap<>();
        for (Parameter parameter : type.getDeclaredConstructors()[0].getParameters()) {
            components.put(DataObjectPropertyName.toDashedForm(parameter.getName()), parameter.getType());
        }
        return components;
    }

    /** All but those of a collection. */
    static Stream<String> all() {
        return ROOT.entrySet().stream().filter((entry) -> entry.getValue() != Map.class).flatMap((entry) -> {
            String name = FileStoreProperties.PREFIX + "." + entry.getKey();
            return entry.getValue().isRecord()
                    ? components(entry.getValue()).keySet().stream().map((last) -> name + "." + last) : Stream.of(name);
        });
    }

    /** The options that a collection has. */
    static Set<String> ofCollection() {
        return COLLECTION.keySet();
    }

    /**
     * Looks a property up.
     * @param name a name below {@code filestore}
     * @return what is wrong with it, null if nothing
     */
    static @Nullable Unknown find(ConfigurationPropertyName name) {
        Class<?> type = ROOT.get(spelling(ROOT, name, 1));
        if (type == null) {
            return new Unknown(name, 1, ROOT.keySet());
        }
        if (type == Map.class) {
            return findInCollection(name);
        }
        if (!type.isRecord()) {
            return isLast(name, 1) ? null : new Unknown(name, 2, Set.of());
        }
        Map<String, Class<?>> group = components(type);
        if (isLast(name, 1) || (group.containsKey(spelling(group, name, 2)) && isLast(name, 2))) {
            return null;
        }
        return new Unknown(name, 2, group.keySet());
    }

    private static @Nullable Unknown findInCollection(ConfigurationPropertyName name) {
        if (name.getNumberOfElements() <= 3) {
            return null;
        }
        Class<?> type = COLLECTION.get(spelling(COLLECTION, name, 3));
        boolean known = type != null && (isLast(name, 3) || (type == List.class && isElement(name)));
        return known ? null : new Unknown(name, 3, COLLECTION.keySet());
    }

    /** Whether it is an element of a list, or of a list in that. */
    private static boolean isElement(ConfigurationPropertyName name) {
        return name.isNumericIndex(4) && (isLast(name, 4) || (name.isNumericIndex(5) && isLast(name, 5)));
    }

    private static boolean isLast(ConfigurationPropertyName name, int element) {
        return name.getNumberOfElements() == element + 1;
    }

    private static String spelling(Map<String, Class<?>> names, ConfigurationPropertyName name, int element) {
        String written = name.getElement(element, Form.UNIFORM);
        for (String known : names.keySet()) {
            if (uniform(known).equals(written)) {
                return known;
            }
        }
        return written;
    }

    /** How many letters have to be put in, taken out or replaced. */
    static int distance(String from, String to) {
        int[] row = new int[to.length() + 1];
        for (int j = 0; j <= to.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= from.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= to.length(); j++) {
                int replaced = diagonal + ((from.charAt(i - 1) == to.charAt(j - 1)) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, Math.min(row[j - 1], row[j]) + 1);
            }
        }
        return row[to.length()];
    }

    private static String uniform(String name) {
        return name.replace("-", "").toLowerCase(Locale.ROOT);
    }

    /**
     * A property that filestore does not have.
     *
     * @param name how it is called
     * @param element which of its elements is the first that is not known
     * @param others what could stand there
     */
    record Unknown(ConfigurationPropertyName name, int element, Set<String> others) {

        /**
         * Whether it must be meant for filestore: it is in one of its groups, or is
         * nearly one of its names.
         */
        boolean isOurs() {
            return this.element > 1 || nearest() != null;
        }

        /** The property that was probably meant, null if none is like it. */
        @Nullable String meant() {
            String nearest = nearest();
            return (nearest != null) ? this.name.chop(this.element) + "." + nearest : null;
        }

        private @Nullable String nearest() {
            String written = this.name.getElement(this.element, Form.UNIFORM);
            int most = Math.max(1, written.length() / 4);
            return this.others.stream()
                .filter((other) -> distance(written, uniform(other)) <= most)
                .findFirst()
                .orElse(null);
        }

    }

}
