package io.filestore.data.repository.query;

import java.util.Iterator;
import java.util.List;
import java.util.function.Function;

import org.springframework.data.core.TypeInformation;
import org.springframework.data.domain.Sort;
import org.springframework.data.repository.query.QueryMethod;
import org.springframework.data.repository.query.parser.Part;
import org.springframework.data.repository.query.parser.PartTree;

import io.filestore.query.Query;

/** The query of a method's name. */
final class DerivedConditions implements QueryTemplate {

    private final EntityFields fields;

    /** All of each, or all of another. */
    private final List<List<DerivedCondition>> alternatives;

    private final Query ordered;

    DerivedConditions(QueryMethod method, List<TypeInformation<?>> types, PartTree tree, EntityFields fields) {
        this.fields = fields;
        tree.getParts().forEach((part) -> PartCheck.require(part, fields));
        boolean told = DerivedArguments.require(method, types, tree, fields);
        this.alternatives = tree.stream()
            .map((all) -> all.stream().map((part) -> condition(part, told)).toList())
            .toList();
        Query query = fields.sorted(Query.all(), tree.getSort());
        Integer most = tree.getMaxResults();
        this.ordered = (most != null) ? query.limit(most) : query;
    }

    private DerivedCondition condition(Part part, boolean told) {
        return new DerivedCondition(part, this.fields.of(part.getProperty()), this.fields.form(part.getProperty()),
                told);
    }

    @Override
    public Query with(Arguments arguments) {
        Iterator<Object> each = arguments.iterator();
        Query query = with((condition) -> condition.with(each));
        Sort sort = arguments.getSort();
        return sort.isSorted() ? this.fields.sorted(query, sort) : query;
    }

    @Override
    public Query sample() {
        return with(DerivedCondition::sample);
    }

    private Query with(Function<DerivedCondition, Query> values) {
        if (this.alternatives.isEmpty()) {
            return this.ordered;
        }
        Query any = all(this.alternatives.get(0), values);
        for (int i = 1; i < this.alternatives.size(); i++) {
            any = any.or(all(this.alternatives.get(i), values));
        }
        return this.ordered.and(any);
    }

    private static Query all(List<DerivedCondition> conditions, Function<DerivedCondition, Query> values) {
        Query all = values.apply(conditions.get(0));
        for (int i = 1; i < conditions.size(); i++) {
            all = all.and(values.apply(conditions.get(i)));
        }
        return all;
    }

}
