package io.filestore.data.repository.query;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.springframework.data.expression.ValueExpression;
import org.springframework.data.expression.ValueEvaluationContextProvider;
import org.springframework.data.repository.query.Parameter;
import org.springframework.data.repository.query.Parameters;
import org.springframework.data.repository.query.ValueExpressionDelegate;

import io.filestore.error.InvalidQueryException;

/**
 * The JSON of a query whose parameters have become texts, each of which stands for one.
 */
final class Placeholders {

    /** Begins such a text, and no other. */
    private static final String MARK = "parameter" + UUID.randomUUID().toString().replace("-", "") + "at";

    private static final Pattern PARAMETER = Pattern.compile("\\?(\\d{1,4})|:([\\p{L}_$][\\p{L}\\p{N}_$]*)");

    private static final Pattern EXPRESSION = Pattern.compile("[?:][#$]\\{");

    private final String text;

    private final Parameters<?, ?> parameters;

    private final ValueExpressionDelegate expressions;

    private final StringBuilder json = new StringBuilder();

    private final List<BoundValue> values = new ArrayList<>();

    private Placeholders(String text, Parameters<?, ?> parameters, ValueExpressionDelegate expressions) {
        this.text = text;
        this.parameters = parameters;
        this.expressions = expressions;
    }

    /**
     * Finds the parameters.
     * @throws InvalidQueryException if there is one that the method has not
     */
    static Placeholders of(String text, Parameters<?, ?> parameters, ValueExpressionDelegate expressions) {
        Placeholders found = new Placeholders(text, parameters, expressions);
        found.read();
        return found;
    }

    String json() {
        return this.json.toString();
    }

    List<BoundValue> values() {
        return this.values;
    }

    /** What stands for a parameter. */
    static String mark(int index) {
        return MARK + index;
    }

    /** Which parameter a text stands for, -1 for none. */
    static int index(String text) {
        return text.startsWith(MARK) ? Integer.parseInt(text.substring(MARK.length())) : -1;
    }

    private void read() {
        boolean afterText = false;
        for (int i = 0; i < this.text.length();) {
            char c = this.text.charAt(i);
            int end = i + 1;
            if (c == '"') {
                end = endOfText(i);
                requireNoParameter(this.text.substring(i, end));
                this.json.append(this.text, i, end);
            }
            else if (c == '?' || (c == ':' && !afterText)) {
                end = parameter(i);
            }
            else {
                this.json.append(c);
            }
            afterText = c == '"' || end > i + 1 || afterText && Character.isWhitespace(c);
            i = end;
        }
    }

    private int endOfText(int start) {
        for (int i = start + 1; i < this.text.length(); i++) {
            if (this.text.charAt(i) == '\\') {
                i++;
            }
            else if (this.text.charAt(i) == '"') {
                return i + 1;
            }
        }
        return this.text.length();
    }

    /** Texts stand as they are, which somebody may not know. */
    private void requireNoParameter(String text) {
        Matcher matcher = PARAMETER.matcher(text);
        while (matcher.find()) {
            if (find(matcher) >= 0) {
                throw new InvalidQueryException("The text " + text + " of its @Query has '" + matcher.group()
                        + "' in it, which would be just these letters. Write a parameter without quotes, and hand over the"
                        + " whole text as argument. If these letters are meant, write \\u003f for ? or \\u003a for :.");
            }
        }
        if (EXPRESSION.matcher(text).find()) {
            throw new InvalidQueryException("The text " + text
                    + " of its @Query has an expression in it. Write it without quotes; its value is the whole text.");
        }
    }

    private int parameter(int start) {
        if (EXPRESSION.matcher(this.text).region(start, this.text.length()).lookingAt()) {
            return expression(start);
        }
        Matcher matcher = PARAMETER.matcher(this.text).region(start, this.text.length());
        if (!matcher.lookingAt()) {
            this.json.append(this.text.charAt(start));
            return start + 1;
        }
        int index = find(matcher);
        if (index < 0) {
            throw new InvalidQueryException("Its @Query has '" + matcher.group()
                    + "', but the method has no such parameter. It is ? with its number from 0, or : with its name"
                    + " (compiled with -parameters, or given by @Param).");
        }
        int argument = this.parameters.getBindableParameter(index).getIndex();
        add(matcher.group(), argument, (arguments) -> arguments.all()[argument]);
        return matcher.end();
    }

    /** The number of the parameter among those that are values, -1 for none. */
    private int find(Matcher matcher) {
        if (matcher.group(1) != null) {
            int index = Integer.parseInt(matcher.group(1));
            return (index < this.parameters.getBindableParameters().getNumberOfParameters()) ? index : -1;
        }
        int index = 0;
        for (Parameter parameter : this.parameters.getBindableParameters()) {
            if (parameter.getName().filter(matcher.group(2)::equals).isPresent()) {
                return index;
            }
            index++;
        }
        return -1;
    }

    private int expression(int start) {
        int depth = 0;
        int end = start + 2;
        do {
            if (end == this.text.length()) {
                throw new InvalidQueryException("The expression " + this.text.substring(start) + " has no end.");
            }
            char c = this.text.charAt(end++);
            depth += (c == '{') ? 1 : (c == '}') ? -1 : 0;
        }
        while (depth > 0);
        ValueExpression expression = this.expressions.parse(this.text.substring(start + 1, end));
        ValueEvaluationContextProvider context = this.expressions.createValueContextProvider(this.parameters);
        add(this.text.substring(start, end), BoundValue.NONE, (arguments) -> expression
            .evaluate(context.getEvaluationContext(arguments.all(), expression.getExpressionDependencies())));
        return end;
    }

    private void add(String name, int argument, BoundValue.Source source) {
        this.json.append('"').append(mark(this.values.size())).append('"');
        this.values.add(new BoundValue(name, argument, source));
    }

}
