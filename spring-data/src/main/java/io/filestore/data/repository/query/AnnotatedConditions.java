package io.filestore.data.repository.query;

import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.data.core.TypeInformation;
import org.springframework.data.domain.Sort;
import org.springframework.data.repository.query.Parameter;
import org.springframework.data.repository.query.QueryMethod;
import org.springframework.data.repository.query.ValueExpressionDelegate;

import io.filestore.error.InvalidQueryException;
import io.filestore.error.InvalidRowException;
import io.filestore.query.And;
import io.filestore.query.Condition;
import io.filestore.query.FieldCondition;
import io.filestore.query.Not;
import io.filestore.query.Or;
import io.filestore.query.OrderBy;
import io.filestore.query.Query;
import io.filestore.row.Row;

/** The query of a method's {@link io.filestore.data.repository.Query}. */
final class AnnotatedConditions implements QueryTemplate {

    private final EntityFields fields;

    private final Query query;

    private final @Nullable ConditionTemplate conditions;

    /**
     * Reads the query.
     * @throws InvalidQueryException if it is none, or not one of this method and its
     * entity
     */
    AnnotatedConditions(String text, QueryMethod method, List<TypeInformation<?>> types, EntityFields fields,
            ValueExpressionDelegate expressions) {
        this.fields = fields;
        Placeholders found = Placeholders.of(text, method.getParameters(), expressions);
        List<BoundValue> values = found.values();
        requireUsed(method, values);
        this.query = Query.parse(JsonParameters.require(parse(found.json()), values));
        JsonNames names = new JsonNames(fields);
        this.query.order().stream().map(OrderBy::field).forEach(names::require);
        Condition condition = this.query.condition();
        if (condition != null) {
            requireFields(condition, names);
        }
        this.conditions = (condition != null) ? new ConditionTemplate(condition, values, types, names) : null;
    }

    private static Row parse(String json) {
        try {
            return Row.parse(json);
        }
        catch (InvalidRowException ex) {
            throw new InvalidQueryException(
                    "Its @Query is no JSON object with where, orderBy and limit: " + ex.getMessage(), ex);
        }
    }

    /** An argument that changes nothing was meant to. */
    private static void requireUsed(QueryMethod method, List<BoundValue> values) {
        if (values.stream().anyMatch((each) -> each.argument() == BoundValue.NONE)) {
            return;
        }
        for (Parameter parameter : method.getParameters().getBindableParameters()) {
            if (values.stream().noneMatch((each) -> each.argument() == parameter.getIndex())) {
                throw new InvalidQueryException(
                        "Its @Query has no " + parameter.getName().map((name) -> ":" + name).orElse("parameter")
                                + ", which is number " + parameter.getIndex() + " of what it takes.");
            }
        }
    }

    private static void requireFields(Condition condition, JsonNames names) {
        if (condition instanceof FieldCondition field) {
            names.require(field.field());
        }
        else if (condition instanceof And and) {
            and.conditions().forEach((each) -> requireFields(each, names));
        }
        else if (condition instanceof Or or) {
            or.conditions().forEach((each) -> requireFields(each, names));
        }
        else if (condition instanceof Not not) {
            requireFields(not.condition(), names);
        }
    }

    @Override
    public Query sample() {
        return this.query;
    }

    @Override
    public Query with(Arguments arguments) {
        Sort sort = arguments.getSort();
        Query all = (this.conditions != null) ? Query.matching(this.conditions.with(arguments)) : Query.all();
        Query limited = all.withLimit(this.query.limit().orElse(0));
        if (sort.isSorted()) {
            return this.fields.sorted(limited, sort);
        }
        for (OrderBy order : this.query.order()) {
            limited = limited.orderBy(order);
        }
        return limited;
    }

}
