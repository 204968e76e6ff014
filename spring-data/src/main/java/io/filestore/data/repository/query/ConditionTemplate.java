package io.filestore.data.repository.query;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

import org.springframework.data.core.TypeInformation;

import io.filestore.error.InvalidQueryException;
import io.filestore.query.And;
import io.filestore.query.Bound;
import io.filestore.query.Condition;
import io.filestore.query.In;
import io.filestore.query.Is;
import io.filestore.query.Not;
import io.filestore.query.Operand;
import io.filestore.query.Or;
import io.filestore.query.Query;
import io.filestore.query.QueryField;
import io.filestore.query.Range;
import io.filestore.query.Regex;
import io.filestore.query.Text;
import io.filestore.query.TextMatch;

/** A condition some of whose values are those of a call. */
final class ConditionTemplate {

    private final List<BoundValue> values;

    /** Of all parameters of the method. */
    private final List<TypeInformation<?>> types;

    private final JsonNames names;

    /** Those that stand for something. */
    private final Set<Integer> used = new HashSet<>();

    private final Source condition;

    /** A condition of a call. */
    private interface Source {

        Condition with(Arguments arguments);

    }

    /**
     * @throws InvalidQueryException if a value stands where nothing would be compared
     * with it
     */
    ConditionTemplate(Condition condition, List<BoundValue> values, List<TypeInformation<?>> types, JsonNames names) {
        this.values = values;
        this.types = types;
        this.names = names;
        this.condition = source(condition);
        for (int i = 0; i < values.size(); i++) {
            if (!this.used.contains(i)) {
                throw new InvalidQueryException("Its @Query has " + values.get(i).name()
                        + " within an array or object that is compared as a whole. Hand over the whole as argument.");
            }
        }
    }

    Condition with(Arguments arguments) {
        return this.condition.with(arguments);
    }

    private Source source(Condition condition) {
        if (condition instanceof And and) {
            return joined(and.conditions(), And::new);
        }
        if (condition instanceof Or or) {
            return joined(or.conditions(), Or::new);
        }
        if (condition instanceof Not not) {
            Source source = source(not.condition());
            return (arguments) -> new Not(source.with(arguments));
        }
        Source bound = bound(condition);
        return (bound != null) ? bound : (arguments) -> condition;
    }

    private Source joined(List<Condition> conditions, Function<List<Condition>, Condition> join) {
        List<Source> sources = conditions.stream().map(this::source).toList();
        return (arguments) -> join.apply(sources.stream().map((each) -> each.with(arguments)).toList());
    }

    /** Null if none of its values is one of the call. */
    private @Nullable Source bound(Condition condition) {
        if (condition instanceof Is is) {
            FieldForm form = this.names.form(is.field());
            return field(is.field(), compared(is.field(), is.value()), (field, given) -> field.is(form.operand(given)));
        }
        if (condition instanceof Text text) {
            return text(text, value(text.text()), this.names.form(text.field()));
        }
        if (condition instanceof Regex regex) {
            return regex(regex, value(regex.pattern()));
        }
        if (condition instanceof Range range) {
            return range(range);
        }
        return (condition instanceof In in) ? in(in) : null;
    }

    private @Nullable BoundValue compared(String field, Operand operand) {
        BoundValue value = value(operand);
        if (value != null && value.argument() != BoundValue.NONE) {
            ArgumentTypes.requireComparable(field, this.names.kind(field), this.types.get(value.argument()));
        }
        return value;
    }

    private @Nullable BoundValue value(Operand operand) {
        String json = operand.toString();
        return json.startsWith("\"") ? value(json.substring(1, json.length() - 1)) : null;
    }

    private @Nullable BoundValue value(String text) {
        int index = Placeholders.index(text);
        if (index < 0) {
            return null;
        }
        this.used.add(index);
        return this.values.get(index);
    }

    private static @Nullable Source field(String field, @Nullable BoundValue value,
            BiFunction<QueryField, @Nullable Object, Query> condition) {
        if (value == null) {
            return null;
        }
        QueryField of = Query.where(field);
        return (arguments) -> Objects.requireNonNull(condition.apply(of, value.of(arguments)).condition());
    }

    private static @Nullable Source text(Text text, @Nullable BoundValue value, FieldForm form) {
        return field(text.field(), value, (field, given) -> {
            if (given == null && text.match() == TextMatch.IS) {
                return field.isNull();
            }
            String written = (text.match() == TextMatch.IS) ? form.text(given) : null;
            String wanted = (written != null) ? written : Values.notNull(given, text::field).toString();
            return Query.matching(new Text(text.field(), text.match(), wanted, text.ignoreCase()));
        });
    }

    private static @Nullable Source regex(Regex regex, @Nullable BoundValue value) {
        return field(regex.field(), value, (field, given) -> {
            Object wanted = Values.notNull(given, regex::field);
            boolean ignore = regex.ignoreCase() || Values.ignoresCase(wanted);
            return Query.matching(new Regex(regex.field(), wanted.toString(), ignore));
        });
    }

    private @Nullable Source range(Range range) {
        BoundValue lower = (range.lower() != null) ? compared(range.field(), range.lower().value()) : null;
        BoundValue upper = (range.upper() != null) ? compared(range.field(), range.upper().value()) : null;
        if (lower == null && upper == null) {
            return null;
        }
        FieldForm form = this.names.form(range.field());
        return (arguments) -> new Range(range.field(), bound(range.lower(), lower, form, arguments),
                bound(range.upper(), upper, form, arguments));
    }

    private static @Nullable Bound bound(@Nullable Bound bound, @Nullable BoundValue value, FieldForm form,
            Arguments arguments) {
        return (bound == null || value == null) ? bound
                : new Bound(form.operand(value.of(arguments)), bound.inclusive());
    }

    private @Nullable Source in(In in) {
        List<@Nullable BoundValue> bound = new ArrayList<>();
        in.values().forEach((each) -> bound.add(compared(in.field(), each)));
        if (bound.stream().allMatch((each) -> each == null)) {
            return null;
        }
        FieldForm form = this.names.form(in.field());
        return (arguments) -> {
            List<Operand> all = new ArrayList<>();
            for (int i = 0; i < bound.size(); i++) {
                BoundValue value = bound.get(i);
                if (value == null) {
                    all.add(in.values().get(i));
                }
                else {
                    Values.all(value.of(arguments), in::field).forEach((each) -> all.add(form.operand(each)));
                }
            }
            return new In(in.field(), all, in.ignoreCase());
        };
    }

}
