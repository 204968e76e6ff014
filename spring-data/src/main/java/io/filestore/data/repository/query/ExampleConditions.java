package io.filestore.data.repository.query;

import java.util.Optional;

import org.jspecify.annotations.Nullable;

import org.springframework.data.domain.Example;
import org.springframework.data.domain.ExampleMatcher.NullHandler;
import org.springframework.data.mapping.PersistentPropertyAccessor;
import org.springframework.data.support.ExampleMatcherAccessor;

import io.filestore.data.mapping.FileStorePersistentEntity;
import io.filestore.data.mapping.FileStorePersistentProperty;
import io.filestore.error.InvalidQueryException;
import io.filestore.query.Operand;
import io.filestore.query.Query;
import io.filestore.query.QueryField;

/** The query for rows that are as an example is. */
final class ExampleConditions {

    private final EntityFields fields;

    private final ExampleMatcherAccessor matcher;

    private final boolean all;

    private @Nullable Query found;

    private ExampleConditions(EntityFields fields, Example<?> example) {
        this.fields = fields;
        this.matcher = new ExampleMatcherAccessor(example.getMatcher());
        this.all = example.getMatcher().isAllMatching();
    }

    /**
     * Makes the query; one for all rows, if the example says nothing.
     * @throws InvalidQueryException if it is of a subclass, or has what no query asks for
     */
    static Query of(Example<?> example, EntityFields fields) {
        FileStorePersistentEntity<?> entity = fields.entity();
        if (example.getProbeType() != entity.getType()) {
            throw new InvalidQueryException(
                    "The example is a " + example.getProbeType().getSimpleName() + ", but must be a "
                            + entity.getType().getSimpleName() + " itself: no query tells subclasses apart.");
        }
        ExampleConditions conditions = new ExampleConditions(fields, example);
        conditions.add("", "", example.getProbe(), entity);
        return (conditions.found != null) ? conditions.found : Query.all();
    }

    private <B> void add(String path, String place, B bean, FileStorePersistentEntity<?> entity) {
        PersistentPropertyAccessor<B> values = entity.getPropertyAccessor(bean);
        for (FileStorePersistentProperty property : entity) {
            String name = path + property.getName();
            if (!this.matcher.isIgnoredPath(name)) {
                add(name, place + property.field(), values.getProperty(property), property);
            }
        }
    }

    private void add(String path, String place, @Nullable Object given, FileStorePersistentProperty property) {
        Object value = this.matcher.getValueTransformerForPath(path).apply(Optional.ofNullable(given)).orElse(null);
        boolean id = this.fields.entity().isIdProperty(property) && !path.contains(".");
        if (value == null) {
            if (this.matcher.getNullHandler() == NullHandler.INCLUDE && !id) {
                add(Query.where(place).isNull());
            }
            return;
        }
        FileStorePersistentEntity<?> inner = (property.isCollectionLike() || property.isMap()) ? null
                : this.fields.entities().getPersistentEntity(value.getClass());
        if (inner != null && !value.getClass().isEnum()) {
            add(path + ".", place + ".", value, inner);
        }
        else {
            QueryField field = Query.where(id ? Query.ID : place);
            FieldForm form = id ? Operand::of : property::operand;
            add((value instanceof String text) ? text(field, path, text, form) : field.is(form.operand(value)));
        }
    }

    private Query text(QueryField field, String path, String text, FieldForm form) {
        boolean ignore = this.matcher.isIgnoreCaseForPath(path);
        return switch (this.matcher.getStringMatcherForPath(path)) {
            case DEFAULT, EXACT -> equal(field, form.operand(text), ignore);
            case STARTING -> ignore ? field.startsWithIgnoringCase(text) : field.startsWith(text);
            case ENDING -> ignore ? field.endsWithIgnoringCase(text) : field.endsWith(text);
            case CONTAINING -> ignore ? field.containsIgnoringCase(text) : field.contains(text);
            case REGEX -> ignore ? field.matchesIgnoringCase(text) : field.matches(text);
        };
    }

    private static Query equal(QueryField field, Operand value, boolean ignore) {
        String text = ignore ? value.text() : null;
        return (text != null) ? field.isIgnoringCase(text) : field.is(value);
    }

    private void add(Query condition) {
        Query before = this.found;
        if (before == null) {
            this.found = condition;
        }
        else {
            this.found = this.all ? before.and(condition) : before.or(condition);
        }
    }

}
