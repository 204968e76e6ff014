package io.filestore.query;

import java.util.function.IntPredicate;
import java.util.regex.Pattern;

/** Whether a character is one of a set; known beforehand for ASCII. */
final class CharacterSet {

    private static final int ASCII = 128;

    private final boolean[] ascii = new boolean[ASCII];

    private final IntPredicate others;

    private CharacterSet(IntPredicate test) {
        this.others = test;
        for (int c = 0; c < ASCII; c++) {
            this.ascii[c] = test.test(c);
        }
    }

    static CharacterSet of(int character, boolean ignoreCase) {
        int folded = CaseFold.fold(character);
        return new CharacterSet(ignoreCase ? (c) -> CaseFold.fold(c) == folded : (c) -> c == character);
    }

    /** What a regular expression for one character says. */
    static CharacterSet of(Pattern pattern) {
        return new CharacterSet((c) -> pattern.matcher(Character.toString(c)).matches());
    }

    boolean test(int c) {
        return (c < ASCII) ? this.ascii[c] : this.others.test(c);
    }

}
