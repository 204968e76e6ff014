package io.filestore.benchmarks.table;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

import io.filestore.benchmarks.child.Child;
import io.filestore.benchmarks.child.Timed;
import io.filestore.benchmarks.query.OrderKind;
import io.filestore.benchmarks.query.Question;
import io.filestore.benchmarks.query.RowForm;
import io.filestore.benchmarks.report.Results;

/**
 * Queries of few and of many rows, one thread. All stores have to find the same before
 * anything is measured.
 */
public final class QueryReadsTable implements Table {

    private static final List<OrderKind> KINDS = List.of(OrderKind.values());

    /** How often each question is asked to see whether all find the same. */
    private static final int CHECKS = 20;

    private static final String PROCESSOR = ", processor: ";

    private static final String CLOCK = ", clock: ";

    @Override
    public Results measure(Options options) throws Exception {
        Results results = new Results("query-reads",
                "queries of orders of about 250 bytes, one thread, µs of processor and by the clock");
        for (int rows : options.rowCounts()) {
            measure(results, options, new OrderStores(options, rows, false));
        }
        results.note("Each query is about other rows than the one before, drawn at random from all, but pages, which"
                + " are the same each time. JSON is what is returned when nobody looks into a row; records are"
                + " parsed by all but filestore, which remembers up to 128 MB of them, and the TreeMap, which has no"
                + " others. Each store has an index for each query, compound where there are two fields. SQLite is"
                + " asked by prepared statements and has a cache and a mapping that hold all of it, MVStore a cache"
                + " that does. SQLite : filestore is the ratio of the same round, without looking into rows.");
        return results;
    }

    private static void measure(Results results, Options options, OrderStores stores) {
        stores.fill(KINDS);
        Map<OrderKind, Child> children = stores.open(KINDS);
        try {
            check(children);
            warmUp(children, options.slice().multipliedBy(4));
            String rows = Names.rows(stores.rows());
            for (int round = 1; round <= options.rounds(); round++) {
                for (Question question : Question.values()) {
                    ask(results, children, question, rows, round, options.slice());
                }
                addRatios(results, rows, round);
            }
        }
        finally {
            children.values().forEach(Child::close);
        }
    }

    private static void check(Map<OrderKind, Child> children) {
        for (Question question : Question.values()) {
            Map<OrderKind, List<String>> first = new EnumMap<>(OrderKind.class);
            for (Asked asked : Asked.all(question)) {
                RowForm form = asked.form;
                List<String> answers = child(children, asked)
                    .call((session) -> session.orders().answers(question, form, CHECKS));
                first.putIfAbsent(asked.kind, answers);
                for (Map.Entry<OrderKind, List<String>> other : first.entrySet()) {
                    if (!answers.equals(other.getValue())) {
                        throw new IllegalStateException(question + ": " + asked + " finds " + answers + ", "
                                + other.getKey() + " " + other.getValue());
                    }
                }
            }
        }
    }

    private static void warmUp(Map<OrderKind, Child> children, Duration duration) {
        children.entrySet().parallelStream().forEach((child) -> {
            for (Question question : Question.values()) {
                for (Asked asked : Asked.all(question)) {
                    if (asked.kind == child.getKey()) {
                        ask(child.getValue(), question, asked.form, duration);
                    }
                }
            }
        });
    }

    private static void ask(Results results, Map<OrderKind, Child> children, Question question, String rows, int round,
            Duration duration) {
        List<Asked> order = Asked.all(question);
        List<Asked> inTurn = new ArrayList<>(order);
        Collections.rotate(inTurn, round - 1);
        Map<Asked, Timed> timed = new HashMap<>();
        for (Asked asked : inTurn) {
            timed.put(asked, ask(child(children, asked), question, asked.form, duration));
        }
        for (Asked asked : order) {
            results.add(question.label(), rows + PROCESSOR + asked.label(), round,
                    Objects.requireNonNull(timed.get(asked)).cpuMicros());
        }
        for (Asked asked : order) {
            results.add(question.label(), rows + CLOCK + asked.label(), round,
                    Objects.requireNonNull(timed.get(asked)).micros());
        }
    }

    private static Timed ask(Child child, Question question, RowForm form, Duration duration) {
        return child.call((session) -> session.orders().ask(question, form, duration));
    }

    private static Child child(Map<OrderKind, Child> children, Asked asked) {
        @Nullable Child child = children.get(asked.kind);
        if (child == null) {
            throw new IllegalArgumentException(asked + " does not take part.");
        }
        return child;
    }

    private static void addRatios(Results results, String rows, int round) {
        String group = rows + PROCESSOR;
        String ours = group + OrderKind.FILESTORE.label(RowForm.JSON);
        String sqlite = group + OrderKind.SQLITE.label(RowForm.JSON);
        for (Question question : Question.values()) {
            results.add(question.label(), group + "SQLite : filestore", round,
                    results.ratio(question.label(), sqlite, question.label(), ours, round));
        }
        for (Question later : List.of(Question.LATER_PAGE, Question.LATER_PAGE_BY_OFFSET)) {
            for (Asked asked : Asked.all(later)) {
                String metric = group + asked.label();
                results.add(later.label() + " : page 1", metric, round,
                        results.ratio(later.label(), metric, Question.FIRST_PAGE.label(), metric, round));
            }
        }
    }

    /** A store and the form in which it answers. */
    private record Asked(OrderKind kind, RowForm form) {

        static List<Asked> all(Question question) {
            List<Asked> all = new ArrayList<>();
            for (OrderKind kind : KINDS) {
                for (RowForm form : kind.forms()) {
                    if (question.suits(kind, form)) {
                        all.add(new Asked(kind, form));
                    }
                }
            }
            return all;
        }

        String label() {
            return this.kind.label(this.form);
        }

    }

}
