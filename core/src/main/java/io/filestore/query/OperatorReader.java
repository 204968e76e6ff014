package io.filestore.query;

import io.filestore.json.Elements;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.filestore.error.InvalidQueryException;

/** Reads what is said of one field: a value, or an object with operators. */
final class OperatorReader {

    private static final String OPERATORS = "is, isNot, in, notIn, gt, gte, lt, lte, startsWith, endsWith, contains,"
            + " like, regex, exists, isNull, not, and ignoreCase beside is, isNot, in, notIn and those on texts";

    private final String field;

    private final String place;

    private final int depth;

    private final List<Condition> conditions = new ArrayList<>();

    private @Nullable Bound lower;

    private @Nullable Bound upper;

    private boolean ignoreCase;

    private boolean caseIgnored;

    private OperatorReader(String field, String place, int depth) {
        this.field = field;
        this.place = place;
        this.depth = depth;
    }

    static Condition read(String field, byte[] json, String place, int depth) {
        FieldPath.require(field);
        if (json[0] == '[') {
            throw new InvalidQueryException(place + " is an array: write {\"in\": [...]} for one of these values, or"
                    + " {\"is\": [...]} for an array that is just this one.");
        }
        return new OperatorReader(field, place, depth).read(json);
    }

    private Condition read(byte[] json) {
        if (json[0] != '{') {
            return is(json);
        }
        if (this.depth > Condition.MAX_DEPTH) {
            throw Joined.tooDeep();
        }
        Map<String, byte[]> operators = Elements.fields(json);
        byte[] ignore = operators.get("ignoreCase");
        this.ignoreCase = ignore != null && flag("ignoreCase", ignore);
        operators.forEach(this::add);
        if (this.ignoreCase && !this.caseIgnored) {
            throw new InvalidQueryException(this.place + " has ignoreCase, but nothing that could ignore it. It goes"
                    + " with is, isNot, in, notIn, startsWith, endsWith, contains, like and regex on texts.");
        }
        if (this.conditions.isEmpty()) {
            throw new InvalidQueryException(this.place + " has no operator. Possible are " + OPERATORS + ".");
        }
        return ConditionReader.all(this.conditions);
    }

    private void add(String operator, byte[] value) {
        switch (operator) {
            case "is" -> this.conditions.add(is(value));
            case "isNot" -> this.conditions.add(new Not(is(value)));
            case "in" -> this.conditions.add(in(operator, value));
            case "notIn" -> this.conditions.add(new Not(in(operator, value)));
            case "gt", "gte" -> {
                this.lower = bound(this.lower, "gt and gte", operator, value);
                putRange();
            }
            case "lt", "lte" -> {
                this.upper = bound(this.upper, "lt and lte", operator, value);
                putRange();
            }
            case "startsWith" -> text(TextMatch.STARTS_WITH, value);
            case "endsWith" -> text(TextMatch.ENDS_WITH, value);
            case "contains" -> text(TextMatch.CONTAINS, value);
            case "like" -> text(TextMatch.LIKE, value);
            case "regex" -> {
                this.caseIgnored = true;
                this.conditions.add(new Regex(this.field, string(operator, value), this.ignoreCase));
            }
            case "exists" -> flagged(operator, value, new Exists(this.field));
            case "isNull" -> flagged(operator, value, new IsNull(this.field));
            case "not" -> not(value);
            case "ignoreCase" -> {
            }
            default ->
                throw new InvalidQueryException(this.place + " has the unknown operator '" + Operand.shortly(operator)
                        + "'. Possible are " + OPERATORS + ". To compare with an object, write {\"is\": {...}}.");
        }
    }

    private Condition is(byte[] value) {
        if (value[0] == '"' && this.ignoreCase) {
            this.caseIgnored = true;
            return new Text(this.field, TextMatch.IS, Elements.text(value), true);
        }
        return (value[0] == 'n') ? new IsNull(this.field) : new Is(this.field, Operand.ofCanonical(value));
    }

    private Condition in(String operator, byte[] value) {
        if (value[0] != '[') {
            throw mustBe(operator, "an array of values", value);
        }
        this.caseIgnored = true;
        return new In(this.field, Elements.of(value).stream().map(Operand::ofCanonical).toList(), this.ignoreCase);
    }

    private Bound bound(@Nullable Bound other, String both, String operator, byte[] value) {
        if (other != null) {
            throw new InvalidQueryException(
                    this.place + " has both " + both + ", of which one says it all. Leave one out.");
        }
        if (this.ignoreCase && value[0] == '"') {
            throw new InvalidQueryException(this.place + " has ignoreCase beside " + operator
                    + " of a text, but in a range, as in an order, upper and lower case are never the same. Leave it"
                    + " out, or compare with a field that is in lower case in all rows.");
        }
        return new Bound(Operand.ofCanonical(value), operator.endsWith("e"));
    }

    /** A range stands where its first bound was, whatever comes between. */
    private void putRange() {
        Range range = new Range(this.field, this.lower, this.upper);
        for (int i = 0; i < this.conditions.size(); i++) {
            if (this.conditions.get(i) instanceof Range) {
                this.conditions.set(i, range);
                return;
            }
        }
        this.conditions.add(range);
    }

    private void text(TextMatch match, byte[] value) {
        this.caseIgnored = true;
        this.conditions.add(new Text(this.field, match, string(match.operator(), value), this.ignoreCase));
    }

    private void flagged(String operator, byte[] value, Condition condition) {
        this.conditions.add(flag(operator, value) ? condition : new Not(condition));
    }

    private void not(byte[] value) {
        if (value[0] != '{') {
            throw new InvalidQueryException(mustBe("not", "an object with operators", value).getMessage()
                    + " To say that a field has not this value, write isNot.");
        }
        this.conditions.add(new Not(read(this.field, value, this.place + ".not", this.depth + 1)));
    }

    private boolean flag(String operator, byte[] value) {
        if (value[0] != 't' && value[0] != 'f') {
            throw mustBe(operator, "true or false", value);
        }
        return value[0] == 't';
    }

    private String string(String operator, byte[] value) {
        if (value[0] != '"') {
            throw mustBe(operator, "a string", value);
        }
        return Elements.text(value);
    }

    private InvalidQueryException mustBe(String operator, String what, byte[] value) {
        return new InvalidQueryException(this.place + "." + operator + " must be " + what + ", but is "
                + Operand.ofCanonical(value).kind() + ".");
    }

}
