package io.filestore.data.repository.query;

import java.time.temporal.TemporalAmount;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

import org.springframework.data.core.PropertyPath;
import org.springframework.data.domain.Sort;
import tools.jackson.databind.annotation.JsonSerialize;

import io.filestore.data.mapping.FileStoreMappingContext;
import io.filestore.data.mapping.FileStorePersistentEntity;
import io.filestore.data.mapping.FileStorePersistentProperty;
import io.filestore.data.mapping.InvalidEntityException;
import io.filestore.error.InvalidQueryException;
import io.filestore.query.Operand;
import io.filestore.query.OrderBy;
import io.filestore.query.Query;

/** The fields of an entity's JSON by its properties. */
public final class EntityFields {

    /** So many properties are remembered that somebody has sorted by. */
    private static final int MOST_SORTED = 1000;

    private final FileStorePersistentEntity<?> entity;

    private final FileStoreMappingContext entities;

    private final Map<String, String> sorted = new ConcurrentHashMap<>();

    public EntityFields(FileStorePersistentEntity<?> entity, FileStoreMappingContext entities) {
        this.entity = entity;
        this.entities = entities;
    }

    FileStorePersistentEntity<?> entity() {
        return this.entity;
    }

    FileStoreMappingContext entities() {
        return this.entities;
    }

    /** The name of the property that holds the id. */
    String id() {
        return this.entity.getRequiredIdProperty().getName();
    }

    /** The path in JSON, {@link Query#ID} for the id. */
    String of(PropertyPath path) {
        if (isId(path)) {
            return Query.ID;
        }
        for (PropertyPath each = path; each != null && each.hasNext(); each = each.next()) {
            if (each.isCollection()) {
                throw new InvalidQueryException("The path '" + path.toDotPath() + "' leads through '"
                        + each.getSegment() + "', which has several values, and no query looks into each of them.");
            }
        }
        return this.entities.getPersistentPropertyPath(path)
            .stream()
            .map(FileStorePersistentProperty::field)
            .collect(Collectors.joining("."));
    }

    /** How the values of a property are written; ids are as they are. */
    FieldForm form(PropertyPath path) {
        return isId(path) ? Operand::of : leaf(path)::operand;
    }

    private FileStorePersistentProperty leaf(PropertyPath path) {
        return this.entities.getPersistentPropertyPath(path).getLeafProperty();
    }

    void requireOwn(Class<?> other) {
        String collection = this.entities.getRequiredPersistentEntity(other).collection();
        if (!collection.equals(this.entity.collection())) {
            throw new InvalidEntityException("A " + other.getName() + " would be in collection '" + collection
                    + "', where no repository of " + this.entity.getName() + " finds it, since that is '"
                    + this.entity.collection() + "'. Give it a repository of its own; or mark " + this.entity.getName()
                    + " with @JsonTypeInfo, and with @Collection and its name.");
        }
    }

    /** Refuses what is no property. */
    void require(String property) {
        of(PropertyPath.from(property, this.entity.getType()));
    }

    boolean isId(PropertyPath path) {
        return this.entity.isIdProperty(this.entity.getRequiredPersistentProperty(path.getSegment()));
    }

    /**
     * Refuses an order of ids that are numbers, and of durations.
     * @throws InvalidQueryException saying what to do
     */
    void requireOrder(PropertyPath path) {
        if (isId(path) && kind(path) == JsonKind.NUMBER) {
            throw new InvalidQueryException("Ids are in the order of texts, \"10\" before \"9\", and '"
                    + path.toDotPath()
                    + "' is a number, so that no range and no order of it would be right. Keep the number in another"
                    + " property.");
        }
        FileStorePersistentProperty property = leaf(path);
        if (TemporalAmount.class.isAssignableFrom(property.getType()) && !isWrittenOtherwise(property)) {
            throw new InvalidQueryException("'" + path.toDotPath() + "' is a " + property.getType().getSimpleName()
                    + ", which is in the order of its text, \"PT10S\" before \"PT9S\", so that no range and no order of it"
                    + " would be right. Keep a number, of seconds for example.");
        }
    }

    /** Whether its JSON may be another than that of its type. */
    private static boolean isWrittenOtherwise(FileStorePersistentProperty property) {
        return property.isAnnotationPresent(JsonFormat.class) || property.isAnnotationPresent(JsonSerialize.class)
                || property.isAnnotationPresent(JsonTypeInfo.class);
    }

    /** What the values of a property are in JSON; of a collection, its elements. */
    JsonKind kind(PropertyPath path) {
        FileStorePersistentProperty property = leaf(path);
        return (isWrittenOtherwise(property) || property.isMap()) ? JsonKind.UNKNOWN
                : JsonKind.of(path.getLeafProperty().getType());
    }

    static JsonKind kind(FileStorePersistentProperty property) {
        return (isWrittenOtherwise(property) || property.isMap()) ? JsonKind.UNKNOWN
                : JsonKind.of(property.getActualType());
    }

    /** The query in an order, after what it is ordered by already. */
    Query sorted(Query query, Sort sort) {
        Query sorted = query;
        for (Sort.Order order : sort) {
            sorted = sorted.orderBy(orderBy(order));
        }
        return sorted;
    }

    private OrderBy orderBy(Sort.Order order) {
        if (order.isIgnoreCase()) {
            throw new InvalidQueryException("Rows cannot be put in an order of '" + order.getProperty()
                    + "' that ignores upper and lower case. Keep a copy of the field in lower case, and sort by that.");
        }
        String field = sorted(order.getProperty());
        boolean nullsFirst = switch (order.getNullHandling()) {
            case NULLS_FIRST -> true;
            case NULLS_LAST -> false;
            default -> order.isAscending();
        };
        return new OrderBy(field, order.isDescending(), nullsFirst);
    }

    private String sorted(String property) {
        String known = this.sorted.get(property);
        if (known != null) {
            return known;
        }
        PropertyPath path = PropertyPath.from(property, this.entity.getType());
        requireOrder(path);
        String field = of(path);
        if (this.sorted.size() < MOST_SORTED) {
            this.sorted.put(property, field);
        }
        return field;
    }

}
