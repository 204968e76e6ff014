package io.filestore.plan;

import java.util.List;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

import io.filestore.json.Elements;
import io.filestore.memory.CollectionMemory;
import io.filestore.query.FieldCondition;
import io.filestore.query.IdOrder;
import io.filestore.query.In;
import io.filestore.query.Is;
import io.filestore.query.IsNull;
import io.filestore.query.Operand;
import io.filestore.query.Query;

/** Straight to the rows whose ids are named. */
final class IdLookup {

    private IdLookup() {
    }

    /**
     * What leads to the fewest rows, null if no condition names ids.
     * @param conditions all of which have to be fulfilled
     */
    static @Nullable Choice best(CollectionMemory collection, List<FieldCondition> conditions) {
        Choice best = null;
        for (FieldCondition condition : conditions) {
            List<String> ids = condition.field().equals(Query.ID) ? ids(condition) : null;
            if (ids != null) {
                String sign = (condition instanceof Is) ? "=" : ((condition instanceof In) ? "IN" : "IS NULL");
                long rows = ids.stream().map(collection::row).filter(Objects::nonNull).count();
                best = Choice.better(best, new Choice(new Access.Ids(ids, sign, rows), List.of(condition)));
            }
        }
        return best;
    }

    /** Ascending, each once. */
    private static @Nullable List<String> ids(FieldCondition condition) {
        if (condition instanceof Is is) {
            return List.of(Elements.text(is.value().canonical()));
        }
        if (condition instanceof In in && !in.ignoreCase()) {
            return in.values()
                .stream()
                .filter((value) -> !value.isNull())
                .map(Operand::canonical)
                .map(Elements::text)
                .distinct()
                .sorted(IdOrder::compare)
                .toList();
        }
        return (condition instanceof IsNull) ? List.of() : null;
    }

}
