package io.filestore.query;

import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import io.filestore.json.Elements;

/** What conditions on a row's id mean for an id. */
final class IdPredicates {

    private IdPredicates() {
    }

    static Predicate<String> of(FieldCondition condition) {
        if (condition instanceof Is is) {
            return text(is.value())::equals;
        }
        if (condition instanceof In in) {
            return in(in);
        }
        if (condition instanceof Range range) {
            return (id) -> isOnSide(id, range.lower(), 1) && isOnSide(id, range.upper(), -1);
        }
        if (condition instanceof Text text) {
            return TextPredicates.text(text);
        }
        if (condition instanceof Regex regex) {
            return RegexProgram.compile(regex.pattern(), regex.ignoreCase())::isFoundIn;
        }
        return (id) -> condition instanceof Exists;
    }

    private static Predicate<String> in(In in) {
        Set<String> texts = in.values()
            .stream()
            .filter((value) -> !value.isNull())
            .map((value) -> in.ignoreCase() ? CaseFold.fold(text(value)) : text(value))
            .collect(Collectors.toUnmodifiableSet());
        return in.ignoreCase() ? (id) -> texts.contains(CaseFold.fold(id)) : texts::contains;
    }

    /**
     * @param sign what comparing an id with the bound gives if it is in the range
     */
    private static boolean isOnSide(String id, @Nullable Bound bound, int sign) {
        if (bound == null) {
            return true;
        }
        int compared = IdOrder.compare(id, text(bound.value()));
        return (compared == 0) ? bound.inclusive() : (compared > 0) == (sign > 0);
    }

    private static String text(Operand value) {
        return Elements.text(value.canonical());
    }

}
