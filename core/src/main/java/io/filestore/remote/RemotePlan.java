package io.filestore.remote;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

import io.filestore.query.OrderBy;
import io.filestore.query.Query;
import io.filestore.query.QueryPlan;

/** Tells how a query is answered, as it is told of collections in memory. */
final class RemotePlan {

    private RemotePlan() {
    }

    static QueryPlan of(ConnectedCollection collection, Query query, QueryWay way) {
        List<String> steps = new ArrayList<>();
        String where = collection.name() + " IN " + collection.options().strategy();
        describe(way, "", where, steps);
        if (query.condition() != null) {
            steps.add("FILTER " + query.condition());
        }
        if (!DirectRows.isUnordered(query)) {
            String order = query.order().stream().map(OrderBy::toString).collect(Collectors.joining(", "));
            steps.add("SORT BY " + (order.isEmpty() ? "id" : order));
        }
        query.limit().ifPresent((limit) -> steps.add("LIMIT " + limit));
        return new QueryPlan(steps, rows(query, way));
    }

    private static void describe(QueryWay way, String indent, String where, List<String> steps) {
        if (way instanceof QueryWay.Union union) {
            steps.add(indent + "UNION");
            union.parts().forEach((part) -> describe(part, indent + "  ", where, steps));
        }
        else if (way instanceof QueryWay.Terms terms) {
            String signs = terms.fields().stream().map((field) -> "=").collect(Collectors.joining(", "));
            steps.add(indent + "SEARCH " + where + " USING " + String.join(", ", terms.fields()) + " ("
                    + ((terms.lookups().size() > 1) ? signs.substring(0, signs.length() - 1) + "IN" : signs) + ")");
        }
        else if (way instanceof QueryWay.Ids ids) {
            steps.add(indent + "SEARCH " + where + " USING id (" + ((ids.ids().size() == 1) ? "=" : "IN") + ")");
        }
        else {
            steps.add(indent + "SCAN " + where);
        }
    }

    private static long rows(Query query, QueryWay way) {
        if (way instanceof QueryWay.Ids ids) {
            return ids.ids().size();
        }
        return DirectRows.isUnordered(query) ? query.limit().orElse(Integer.MAX_VALUE) : DirectRows.MOST_SORTED;
    }

}
