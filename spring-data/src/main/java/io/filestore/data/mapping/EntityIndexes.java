package io.filestore.data.mapping;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.data.core.PropertyPath;
import org.springframework.data.core.PropertyReferenceException;
import org.springframework.format.annotation.DurationFormat.Unit;
import org.springframework.format.datetime.standard.DurationFormatterUtils;

import io.filestore.config.CollectionOptions;
import io.filestore.error.InvalidConfigurationException;

/**
 * What a class of entities says by annotations about how its collection is kept. The
 * configuration may say more.
 */
public final class EntityIndexes {

    private final FileStorePersistentEntity<?> entity;

    private final FileStoreMappingContext entities;

    private final Set<List<String>> indexed = new LinkedHashSet<>();

    private final Set<List<String>> unique = new LinkedHashSet<>();

    private final @Nullable Duration ttl;

    EntityIndexes(FileStorePersistentEntity<?> entity, FileStoreMappingContext entities) {
        this.entity = entity;
        this.entities = entities;
        add("", entity, new HashSet<>());
        for (CompoundIndex each : AnnotatedElementUtils.getMergedRepeatableAnnotations(entity.getType(),
                CompoundIndex.class)) {
            add(Stream.of(each.value()).map(this::field).toList(), each.unique());
        }
        TimeToLive said = entity.findAnnotation(TimeToLive.class);
        this.ttl = (said != null) ? DurationFormatterUtils.detectAndParse(said.value(), Unit.SECONDS) : null;
    }

    private void add(String path, FileStorePersistentEntity<?> type, Set<Class<?>> seen) {
        if (!seen.add(type.getType())) {
            return;
        }
        for (FileStorePersistentProperty property : type) {
            Indexed said = property.findAnnotation(Indexed.class);
            if (said != null && this.entity.isIdProperty(property)) {
                throw new InvalidEntityException(
                        "The id '" + property.getName() + "' of entity " + this.entity.getName()
                                + " is @Indexed. Rows are found by it anyway. Take the annotation away.");
            }
            if (said != null) {
                add(List.of(path + property.field()), said.unique());
            }
            FileStorePersistentEntity<?> within = (property.isEntity() && !property.isCollectionLike()
                    && !property.isMap()) ? this.entities.getPersistentEntity(property) : null;
            if (within != null) {
                add(path + property.field() + ".", within, seen);
            }
        }
        seen.remove(type.getType());
    }

    private void add(List<String> fields, boolean isUnique) {
        (isUnique ? this.unique : this.indexed).add(fields);
    }

    private String field(String path) {
        try {
            return this.entities.getPersistentPropertyPath(PropertyPath.from(path, this.entity.getType()))
                .stream()
                .map(FileStorePersistentProperty::field)
                .collect(Collectors.joining("."));
        }
        catch (PropertyReferenceException ex) {
            throw new InvalidEntityException("The @CompoundIndex of entity " + this.entity.getName()
                    + " names what is none of its properties. " + ex.getMessage(), ex);
        }
    }

    /** Options that say the same, and what they said before. */
    public CollectionOptions addTo(CollectionOptions options) {
        return new CollectionOptions(options.strategy(), options.path(), both(options.indexed(), this.indexed),
                both(options.unique(), this.unique), (this.ttl != null) ? this.ttl : options.ttl(), options.wal(),
                options.group(), options.writes());
    }

    /**
     * Refuses options that do not say the same.
     * @throws InvalidConfigurationException naming what is missing, and the line that
     * adds it
     */
    public void require(CollectionOptions options) {
        Set<List<String>> there = new HashSet<>(options.indexed());
        there.addAll(options.unique());
        require("indexed", options.indexed(), this.indexed, there);
        require("unique", options.unique(), this.unique, new HashSet<>(options.unique()));
        if (this.ttl != null && !this.ttl.equals(options.ttl())) {
            Duration other = options.ttl();
            throw refuse("ttl", (other != null) ? text(other) : null, "says that it lives for " + text(this.ttl),
                    text(this.ttl));
        }
    }

    private void require(String option, List<List<String>> now, Set<List<String>> wanted, Set<List<String>> there) {
        List<List<String>> missing = wanted.stream().filter((fields) -> !there.contains(fields)).toList();
        if (!missing.isEmpty()) {
            throw refuse(option, now.isEmpty() ? null : text(now),
                    "says that " + index(missing.get(0)) + " is " + option, "[" + text(both(now, wanted)) + "]");
        }
    }

    private InvalidConfigurationException refuse(String option, @Nullable String now, String said, String value) {
        String name = "collections." + this.entity.collection() + "." + option;
        return new InvalidConfigurationException(name, now,
                "Entity " + this.entity.getName() + " " + said
                        + " by an annotation, and its collection is configured otherwise. Write filestore." + name
                        + ": " + value + ", or take the annotation away.");
    }

    private static List<List<String>> both(List<List<String>> first, Set<List<String>> second) {
        return Stream.concat(first.stream(), second.stream()).distinct().toList();
    }

    private static String index(List<String> fields) {
        return (fields.size() == 1) ? fields.get(0) : fields.toString();
    }

    private static String text(Duration duration) {
        return (duration.toMillis() % 1000 == 0) ? duration.toSeconds() + "s" : duration.toMillis() + "ms";
    }

    private static String text(List<List<String>> indexes) {
        return indexes.stream().map(EntityIndexes::index).collect(Collectors.joining(", "));
    }

}
