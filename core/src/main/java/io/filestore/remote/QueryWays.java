package io.filestore.remote;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import io.filestore.error.InvalidQueryException;
import io.filestore.json.Elements;
import io.filestore.query.And;
import io.filestore.query.Condition;
import io.filestore.query.FieldCondition;
import io.filestore.query.In;
import io.filestore.query.Is;
import io.filestore.query.Operand;
import io.filestore.query.Or;
import io.filestore.query.Query;
import io.filestore.row.IndexKey;

/**
 * Chooses how the rows of a query are found: by ids that it names, or by fields that it
 * wants equal to something and that are indexed. What else it wants is for others to
 * filter.
 */
final class QueryWays {

    /** So many times is the engine asked for one query at most. */
    static final int MOST_LOOKUPS = 1000;

    /** So few values are worth a lookup each, if there is another equality. */
    private static final int FEW = 10;

    private final String collection;

    private final List<String> fields;

    private final boolean ranges;

    QueryWays(ConnectedCollection collection) {
        this.collection = collection.name();
        this.fields = collection.fields();
        this.ranges = collection.capabilities().ranges();
    }

    /**
     * The way to the rows of a query.
     * @throws InvalidQueryException if there is none but through all rows, and the engine
     * is not made for that
     */
    QueryWay of(Query query) {
        Condition condition = query.condition();
        if (condition == null && query.order().isEmpty()) {
            return new QueryWay.All();
        }
        QueryWay way = (condition != null) ? way(condition) : null;
        if (way == null && !this.ranges) {
            throw refusal(query);
        }
        return (way != null) ? way : new QueryWay.All();
    }

    private @Nullable QueryWay way(Condition condition) {
        List<Condition> parts = (condition instanceof And and) ? and.conditions() : List.of(condition);
        List<IndexTerm> equal = new ArrayList<>();
        In fewest = null;
        for (Condition part : parts) {
            if (part instanceof FieldCondition field && field.field().equals(Query.ID)) {
                List<String> ids = ids(field);
                if (ids != null) {
                    return new QueryWay.Ids(ids);
                }
            }
            else if (part instanceof Is is && isKey(is.field(), is.value())) {
                equal.add(term(is.field(), is.value()));
            }
            else if (part instanceof In in && isKey(in)
                    && (fewest == null || in.values().size() < fewest.values().size())) {
                fewest = in;
            }
        }
        if (fewest != null && (equal.isEmpty() || fewest.values().size() <= FEW)) {
            return lookups(equal, fewest);
        }
        return equal.isEmpty() ? union(parts) : terms(List.of(List.copyOf(equal)));
    }

    private QueryWay lookups(List<IndexTerm> equal, In in) {
        if (in.values().size() > MOST_LOOKUPS) {
            throw new InvalidQueryException("Field '" + in.field() + "' of collection '" + this.collection
                    + "' is asked for " + in.values().size() + " values, each of which is looked up where the rows are;"
                    + " " + MOST_LOOKUPS + " are the most. Ask several times.");
        }
        Set<List<IndexTerm>> lookups = new LinkedHashSet<>();
        for (Operand value : in.values()) {
            List<IndexTerm> lookup = new ArrayList<>(equal);
            lookup.add(term(in.field(), value));
            lookups.add(List.copyOf(lookup));
        }
        return terms(List.copyOf(lookups));
    }

    private static QueryWay terms(List<List<IndexTerm>> lookups) {
        return new QueryWay.Terms(lookups,
                lookups.stream().flatMap(List::stream).map(IndexTerm::field).distinct().toList());
    }

    private @Nullable QueryWay union(List<Condition> parts) {
        for (Condition part : parts) {
            if (part instanceof Or or) {
                List<QueryWay> ways = new ArrayList<>();
                for (Condition each : or.conditions()) {
                    QueryWay way = way(each);
                    if (way != null) {
                        ways.add(way);
                    }
                }
                if (ways.size() == or.conditions().size()) {
                    return new QueryWay.Union(ways);
                }
            }
        }
        return null;
    }

    private boolean isKey(In in) {
        return !in.ignoreCase() && in.values().stream().allMatch((value) -> isKey(in.field(), value));
    }

    private boolean isKey(String field, Operand value) {
        return value.isScalar() && !value.isNull() && this.fields.contains(field);
    }

    private static IndexTerm term(String field, Operand value) {
        Object key = IndexKey.of(value.canonical());
        if (key == null) {
            throw new IllegalStateException("A scalar is a key");
        }
        return IndexTerm.of(field, key);
    }

    private static @Nullable List<String> ids(FieldCondition condition) {
        if (condition instanceof Is is) {
            return List.of(Elements.text(is.value().canonical()));
        }
        if (condition instanceof In in && !in.ignoreCase()) {
            return in.values()
                .stream()
                .filter((value) -> !value.isNull())
                .map((value) -> Elements.text(value.canonical()))
                .distinct()
                .toList();
        }
        return null;
    }

    private InvalidQueryException refusal(Query query) {
        String known = this.fields.isEmpty() ? "none is" : "those of it are " + String.join(", ", this.fields);
        String wanted = wanted(query.condition());
        return new InvalidQueryException("Collection '" + this.collection + "' is not in memory, so that a query of it"
                + " needs a field that is indexed and equal to something, or ids; " + known + ". Without is: " + query
                + ". "
                + ((wanted != null)
                        ? "Add '" + wanted + "' to filestore.collections." + this.collection
                                + ".indexed, or ask for another equality besides."
                        : "Add an equality; all rows, in no order, are had without any condition."));
    }

    /** A field that is equal to something and not indexed, null if there is none. */
    private @Nullable String wanted(@Nullable Condition condition) {
        if (condition instanceof And and) {
            return and.conditions().stream().map(this::wanted).filter((each) -> each != null).findFirst().orElse(null);
        }
        if (condition instanceof Or or) {
            return or.conditions().stream().map(this::wanted).filter((each) -> each != null).findFirst().orElse(null);
        }
        boolean equality = condition instanceof Is || (condition instanceof In in && !in.ignoreCase());
        return (equality && condition instanceof FieldCondition field && !this.fields.contains(field.field())
                && !field.field().equals(Query.ID)) ? field.field() : null;
    }

}
