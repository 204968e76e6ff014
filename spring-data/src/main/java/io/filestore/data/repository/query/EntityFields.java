package io.filestore.data.repository.query;

import java.util.stream.Collectors;

import org.springframework.data.core.PropertyPath;
import org.springframework.data.domain.Sort;

import io.filestore.data.mapping.FileStoreMappingContext;
import io.filestore.data.mapping.FileStorePersistentEntity;
import io.filestore.data.mapping.FileStorePersistentProperty;
import io.filestore.error.InvalidQueryException;
import io.filestore.query.OrderBy;
import io.filestore.query.Query;

/** The fields of an entity's JSON by its properties. */
public final class EntityFields {

    private final FileStorePersistentEntity<?> entity;

    private final FileStoreMappingContext entities;

    public EntityFields(FileStorePersistentEntity<?> entity, FileStoreMappingContext entities) {
        this.entity = entity;
        this.entities = entities;
    }

    /**
     * The path in JSON.
     * @throws InvalidQueryException if it is the id, which is no field
     */
    String of(PropertyPath path) {
        if (this.entity.isIdProperty(this.entity.getRequiredPersistentProperty(path.getSegment()))) {
            throw new InvalidQueryException("The property '" + path.toDotPath() + "' of "
                    + this.entity.getType().getSimpleName()
                    + " is its id, which is no field of its rows: no query can ask for it or sort by it. Rows are had by it"
                    + " with findById, findAllById, existsById and deleteById; without another order, pages come in its order.");
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

    /** The query in an order. */
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
        String field = of(PropertyPath.from(order.getProperty(), this.entity.getType()));
        boolean nullsFirst = switch (order.getNullHandling()) {
            case NULLS_FIRST -> true;
            case NULLS_LAST -> false;
            default -> order.isAscending();
        };
        return new OrderBy(field, order.isDescending(), nullsFirst);
    }

}
