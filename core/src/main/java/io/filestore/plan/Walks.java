package io.filestore.plan;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

import io.filestore.memory.Ordering;
import io.filestore.query.FieldCondition;
import io.filestore.query.OrderBy;
import io.filestore.query.Position;
import io.filestore.query.Query;

/**
 * The orders that are of use for a query. One that is not there yet is made if it has
 * rows as they are wanted, or if its first fields have conditions that no index of equal
 * values and no order that is there answers together. What is of most use is made first,
 * and of two that are of as much use the one with fewer fields, so that a shorter order
 * and one that begins with it are not both made for one query.
 */
final class Walks {

    private final List<Ordering> orderings;

    private final Consumer<Ordering> makeReady;

    private final List<Ranged> conditions;

    private final Query query;

    private final @Nullable Position behind;

    /**
     * @param makeReady makes an order ready to be asked
     * @param conditions all of which have to be fulfilled
     * @param behind where to go on, null for from the beginning
     */
    Walks(List<Ordering> orderings, Consumer<Ordering> makeReady, List<FieldCondition> conditions, Query query,
            @Nullable Position behind) {
        this.orderings = orderings;
        this.makeReady = makeReady;
        this.conditions = Ranged.all(conditions);
        this.query = query;
        this.behind = behind;
    }

    /** Each of them; those that are missing are made. */
    List<WalkCandidate> all(Lookups lookups) {
        List<WalkCandidate> walks = new ArrayList<>();
        List<WalkCandidate> missing = new ArrayList<>();
        for (Ordering ordering : this.orderings) {
            boolean ready = ordering.isReady();
            WalkCandidate walk = candidate(ordering, lookups);
            if (walk != null) {
                (ready ? walks : missing).add(walk);
            }
        }
        if (missing.isEmpty()) {
            return walks;
        }
        missing.sort(Comparator.comparing((WalkCandidate walk) -> !isWanted(walk))
            .thenComparing((walk) -> -walk.narrowed().size())
            .thenComparing((walk) -> walk.ordering().fields().size()));
        for (WalkCandidate hoped : missing) {
            boolean served = walks.stream().anyMatch((walk) -> servesAsWell(walk, hoped))
                    || (!isWanted(hoped) && lookups.serve(hoped.narrowed()));
            if (!served) {
                this.makeReady.accept(hoped.ordering());
                WalkCandidate made = candidate(hoped.ordering(), lookups);
                if (made != null) {
                    walks.add(made);
                }
            }
        }
        return walks;
    }

    private @Nullable WalkCandidate candidate(Ordering ordering, Lookups lookups) {
        boolean asked = ordering.fields().isEmpty() ? !lookups.haveIds() && (isByIds() || isAsked(Query.ID))
                : isAsked(ordering.fields().get(0));
        if (!asked || (ordering.isReady() && ordering.isIncomplete())) {
            return null;
        }
        WalkCandidate walk = WalkCandidate.of(ordering, this.conditions, this.query, this.behind);
        boolean idle = walk != null && ordering.fields().isEmpty() && walk.signs().isEmpty() && !isByIds();
        return idle ? null : walk;
    }

    /** Whether rows are wanted in the order of their ids, and not just all of them. */
    private boolean isByIds() {
        return this.query.order().isEmpty() ? this.query.limit().isPresent() : this.query.decidingOrder().isEmpty();
    }

    private boolean isAsked(String field) {
        // No streams, here and below: for a few microseconds they are what takes longest.
        for (OrderBy by : this.query.order()) {
            if (by.field().equals(field)) {
                return true;
            }
        }
        for (Ranged condition : this.conditions) {
            if (condition.isOn(field)) {
                return true;
            }
        }
        return false;
    }

    /** Whether rows come in an order that somebody has asked for. */
    private boolean isWanted(WalkCandidate walk) {
        return walk.inOrder() && (!this.query.order().isEmpty() || (walk.ordering().fields().isEmpty() && isByIds()));
    }

    private boolean servesAsWell(WalkCandidate walk, WalkCandidate other) {
        return walk.narrowed().containsAll(other.narrowed()) && (walk.inOrder() || !isWanted(other));
    }

}
