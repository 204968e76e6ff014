package io.filestore.query;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.jspecify.annotations.Nullable;

import io.filestore.error.InvalidQueryException;
import io.filestore.error.SlowRegexException;

/**
 * A regular expression that follows all ways through a text at once, so that it looks at
 * each character once and needs time that grows with the text and not more. Immutable.
 */
final class RegexProgram {

    /** So many steps may a regular expression have when repetitions are written out. */
    private static final int LARGEST = 2000;

    /** For one text; not reached by texts of less than 50,000 characters. */
    private static final long MOST_STEPS = 100_000_000;

    private static final int ONE = 0;

    private static final int PLACE = 1;

    private static final int BRANCH = 2;

    private static final int FOUND = 3;

    private final String pattern;

    private int size;

    private int[] kinds = new int[16];

    /** Where a branch goes, or which place it has to be. */
    private int[] first = new int[16];

    private int[] second = new int[16];

    private @Nullable CharacterSet[] tests = new @Nullable CharacterSet[16];

    private RegexProgram(String pattern) {
        this.pattern = pattern;
    }

    /**
     * Makes a program.
     * @throws InvalidQueryException if it is no regular expression, one that is refused,
     * or too large
     */
    static RegexProgram compile(String pattern, boolean ignoreCase) {
        RegexProgram program = new RegexProgram(pattern);
        program.emit(new RegexParser(pattern, ignoreCase).parse());
        program.add(FOUND, 0, 0, null);
        return program;
    }

    private int add(int kind, int one, int two, @Nullable CharacterSet test) {
        if (this.size == LARGEST) {
            throw new InvalidQueryException("The regular expression '" + Operand.shortly(this.pattern)
                    + "' is too large: with its repetitions written out it has more than " + LARGEST + " steps.");
        }
        if (this.size == this.kinds.length) {
            int longer = 2 * this.size;
            this.kinds = Arrays.copyOf(this.kinds, longer);
            this.first = Arrays.copyOf(this.first, longer);
            this.second = Arrays.copyOf(this.second, longer);
            this.tests = Arrays.copyOf(this.tests, longer);
        }
        this.kinds[this.size] = kind;
        this.first[this.size] = one;
        this.second[this.size] = two;
        this.tests[this.size] = test;
        return this.size++;
    }

    private void emit(RegexNode node) {
        if (node instanceof RegexNode.One one) {
            add(ONE, 0, 0, one.test());
        }
        else if (node instanceof RegexNode.Place place) {
            add(PLACE, place.kind(), 0, null);
        }
        else if (node instanceof RegexNode.Sequence sequence) {
            sequence.parts().forEach(this::emit);
        }
        else if (node instanceof RegexNode.Choice choice) {
            emitChoice(choice.parts());
        }
        else {
            emitRepeat((RegexNode.Repeat) node);
        }
    }

    private void emitChoice(List<RegexNode> parts) {
        int[] ends = new int[parts.size()];
        for (int i = 0; i < ends.length; i++) {
            boolean last = i == ends.length - 1;
            int branch = last ? -1 : add(BRANCH, this.size + 1, 0, null);
            emit(parts.get(i));
            ends[i] = last ? -1 : add(BRANCH, 0, 0, null);
            if (!last) {
                this.second[branch] = this.size;
            }
        }
        for (int i = 0; i < ends.length - 1; i++) {
            this.first[ends[i]] = this.size;
            this.second[ends[i]] = this.size;
        }
    }

    private void emitRepeat(RegexNode.Repeat repeat) {
        for (int i = 0; i < repeat.least(); i++) {
            int before = this.size;
            emit(repeat.part());
            if (this.size == before) {
                // Nothing, however often, is nothing.
                return;
            }
        }
        if (repeat.most() < 0) {
            int branch = add(BRANCH, this.size + 1, 0, null);
            emit(repeat.part());
            add(BRANCH, branch, branch, null);
            this.second[branch] = this.size;
            return;
        }
        List<Integer> branches = new ArrayList<>();
        boolean more = true;
        for (int i = repeat.least(); i < repeat.most() && more; i++) {
            branches.add(add(BRANCH, this.size + 1, 0, null));
            int before = this.size;
            emit(repeat.part());
            more = this.size > before;
        }
        branches.forEach((branch) -> this.second[branch] = this.size);
    }

    /**
     * Whether it is found somewhere in the text.
     * @throws SlowRegexException if the text is so long, and the regular expression such,
     * that it takes too many steps
     */
    boolean isFoundIn(String text) {
        return new Run(text).isFound();
    }

    /** All ways through one text. */
    private final class Run {

        private final String text;

        private int[] ways = new int[RegexProgram.this.size];

        private int[] nextWays = new int[RegexProgram.this.size];

        private int count;

        /** Where each instruction was reached last. */
        private final int[] reached = new int[RegexProgram.this.size];

        private final int[] open = new int[2 * RegexProgram.this.size + 1];

        private long steps;

        Run(String text) {
            this.text = text;
            Arrays.fill(this.reached, -1);
        }

        boolean isFound() {
            int at = 0;
            while (true) {
                if (follow(0, at)) {
                    return true;
                }
                if (at == this.text.length()) {
                    return false;
                }
                int c = this.text.codePointAt(at);
                int ended = this.count;
                int[] now = this.ways;
                this.ways = this.nextWays;
                this.nextWays = now;
                this.count = 0;
                at += Character.charCount(c);
                for (int i = 0; i < ended; i++) {
                    CharacterSet test = RegexProgram.this.tests[now[i]];
                    if (test != null && test.test(c) && follow(now[i] + 1, at)) {
                        return true;
                    }
                }
                this.steps += ended;
                if (this.steps > MOST_STEPS) {
                    throw tooSlow();
                }
            }
        }

        /** Goes on up to the next characters; whether the end is among them. */
        private boolean follow(int start, int at) {
            int opened = 0;
            this.open[opened++] = start;
            while (opened > 0) {
                int next = this.open[--opened];
                if (this.reached[next] == at) {
                    continue;
                }
                this.reached[next] = at;
                this.steps++;
                switch (RegexProgram.this.kinds[next]) {
                    case ONE -> this.ways[this.count++] = next;
                    case PLACE -> {
                        if (isAt(RegexProgram.this.first[next], at)) {
                            this.open[opened++] = next + 1;
                        }
                    }
                    case BRANCH -> {
                        this.open[opened++] = RegexProgram.this.second[next];
                        this.open[opened++] = RegexProgram.this.first[next];
                    }
                    default -> {
                        return true;
                    }
                }
            }
            return false;
        }

        private boolean isAt(int place, int at) {
            return switch (place) {
                case RegexNode.Place.START -> at == 0;
                case RegexNode.Place.END -> at == this.text.length();
                case RegexNode.Place.END_OF_LINE -> isEndOfLine(at);
                case RegexNode.Place.WORD_BOUNDARY -> isWord(at - 1) != isWord(at);
                default -> isWord(at - 1) == isWord(at);
            };
        }

        private boolean isEndOfLine(int at) {
            int left = this.text.length() - at;
            if (left == 0) {
                return true;
            }
            char c = this.text.charAt(at);
            if (left == 2) {
                return c == '\r' && this.text.charAt(at + 1) == '\n';
            }
            boolean within = c == '\n' && at > 0 && this.text.charAt(at - 1) == '\r';
            return left == 1 && !within && "\n\r\u0085\u2028\u2029".indexOf(c) >= 0;
        }

        private boolean isWord(int at) {
            if (at < 0 || at >= this.text.length()) {
                return false;
            }
            char c = this.text.charAt(at);
            return c == '_' || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
        }

        private SlowRegexException tooSlow() {
            return new SlowRegexException("The regular expression '" + Operand.shortly(RegexProgram.this.pattern)
                    + "' was stopped: it takes more than " + MOST_STEPS + " steps for a text of " + this.text.length()
                    + " characters. Write it with fewer repetitions.");
        }

    }

}
