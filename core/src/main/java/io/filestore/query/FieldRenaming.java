package io.filestore.query;

import java.util.function.UnaryOperator;

/** Conditions on other fields, all else the same. */
final class FieldRenaming {

    private FieldRenaming() {
    }

    static Condition of(Condition condition, UnaryOperator<String> naming) {
        if (condition instanceof And and) {
            return new And(and.conditions().stream().map((each) -> of(each, naming)).toList());
        }
        if (condition instanceof Or or) {
            return new Or(or.conditions().stream().map((each) -> of(each, naming)).toList());
        }
        if (condition instanceof Not not) {
            return new Not(of(not.condition(), naming));
        }
        FieldCondition field = (FieldCondition) condition;
        String name = naming.apply(field.field());
        return name.equals(field.field()) ? field : of(field, name);
    }

    private static FieldCondition of(FieldCondition condition, String name) {
        if (condition instanceof Is is) {
            return new Is(name, is.value());
        }
        if (condition instanceof In in) {
            return new In(name, in.values(), in.ignoreCase());
        }
        if (condition instanceof Range range) {
            return new Range(name, range.lower(), range.upper());
        }
        if (condition instanceof Text text) {
            return new Text(name, text.match(), text.text(), text.ignoreCase());
        }
        if (condition instanceof Regex regex) {
            return new Regex(name, regex.pattern(), regex.ignoreCase());
        }
        return (condition instanceof Exists) ? new Exists(name) : new IsNull(name);
    }

}
