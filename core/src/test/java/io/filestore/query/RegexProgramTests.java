package io.filestore.query;

import java.time.Duration;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import io.filestore.error.InvalidQueryException;
import io.filestore.error.SlowRegexException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

class RegexProgramTests {

    private static final long SEED = System.nanoTime();

    private static final String[] ATOMS = { "a", "b", "c", ".", "\\d", "\\w", "\\s", "[ab]", "[^ab]", "[a-c&&[^b]]",
            "\\.", "1", " ", "\\b", "\\B", "^", "$", "\\A", "\\z", "\\Z", "\\x61", "\\u0062", "\\p{Lower}", "\\P{L}",
            "\\n", "\\012", "\\0141", "\\cJ", "\\N{LATIN SMALL LETTER B}", "\\ud83d\\ude00", "\\Qa.b\\E", "é", "😀",
            "[]a]", "[\\]b]", "\\\\" };

    private static final String[] PIECES = { "a", "b", "c", "A", "1", " ", ".", "\n", "\r", "\\", "é", "😀", "_", "]" };

    private final Random random = new Random(SEED);

    @Test
    void findsWhatJavaFinds() {
        int found = 0;
        for (int i = 0; i < 20_000; i++) {
            String pattern = choice(2);
            boolean ignoreCase = this.random.nextInt(4) == 0;
            Pattern java = Pattern.compile(pattern, ignoreCase ? Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE : 0);
            RegexProgram program = RegexProgram.compile(pattern, ignoreCase);
            for (int j = 0; j < 10; j++) {
                String text = IntStream.range(0, this.random.nextInt(8))
                    .mapToObj((k) -> pick(PIECES))
                    .collect(Collectors.joining());
                // What a word is among other letters than ASCII's depends on the JDK.
                if (pattern.matches("(?s).*\\\\[bB].*") && text.matches("(?s).*[é😀].*")) {
                    continue;
                }
                boolean expected;
                try {
                    expected = java.matcher(new Hurried(text)).find();
                }
                catch (TooSlowForJava ex) {
                    continue;
                }
                found += expected ? 1 : 0;
                assertThat(program.isFoundIn(text)).as("seed %d: %s in '%s'", SEED, pattern, text).isEqualTo(expected);
            }
        }
        assertThat(found).isBetween(20_000, 180_000);
    }

    private static final class TooSlowForJava extends RuntimeException {

        private static final long serialVersionUID = 1L;

    }

    /**
     * Java looks at a text again and again, for hours, where repetitions lie in others.
     */
    private static final class Hurried implements CharSequence {

        private final String text;

        private int looks;

        Hurried(String text) {
            this.text = text;
        }

        @Override
        public char charAt(int index) {
            if (++this.looks > 100_000) {
                throw new TooSlowForJava();
            }
            return this.text.charAt(index);
        }

        @Override
        public int length() {
            return this.text.length();
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return this.text.substring(start, end);
        }

        @Override
        public String toString() {
            return this.text;
        }

    }

    private String choice(int depth) {
        return IntStream.rangeClosed(0, (this.random.nextInt(4) == 0) ? 1 : 0)
            .mapToObj((i) -> sequence(depth))
            .collect(Collectors.joining("|"));
    }

    private String sequence(int depth) {
        return IntStream.range(0, this.random.nextInt(4))
            .mapToObj((i) -> repeated(depth))
            .collect(Collectors.joining());
    }

    private String repeated(int depth) {
        String times = pick("", "", "*", "+", "?", "*?", "+?", "??", "{2}", "{1,2}", "{0}", "{2,}", "{0,3}?");
        if (depth > 0 && this.random.nextInt(3) == 0) {
            String open = pick("(", "(?:", "(?<n" + this.random.nextInt(1_000_000_000) + ">");
            // Java counts no further once a group was empty, and so finds too little.
            return times.startsWith("{2") ? open + "[ab1 .](?:" + choice(depth - 1) + "))" + times
                    : open + choice(depth - 1) + ")" + times;
        }
        String atom = pick(ATOMS);
        return atom + (Pattern.matches("\\^|\\$|\\\\[AzZbB]", atom) ? "" : times);
    }

    private String pick(String... choices) {
        return choices[this.random.nextInt(choices.length)];
    }

    @Test
    void flagsMayStandAtTheStart() {
        assertThat(RegexProgram.compile("(?i)ABC", false).isFoundIn("xabcx")).isTrue();
        assertThat(RegexProgram.compile("(?s)a.b", false).isFoundIn("a\nb")).isTrue();
        assertThat(RegexProgram.compile("a.b", false).isFoundIn("a\nb")).isFalse();
        assertThat(RegexProgram.compile("(?si)A.B", false).isFoundIn("a\nb")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = { "(a+)+$", "(a|aa)*b", "(a*)*b", "(a|a?)+b", "(.*)*\\d", "^(([a-z])+.)+[A-Z]([a-z])+$",
            "((a?){20}){20}b", "(a?|b?){40}c", "(x+x+)+y" })
    void noneTakesForEver(String pattern) {
        String text = "a".repeat(5000) + "!";
        RegexProgram program = RegexProgram.compile(pattern, false);
        Pattern simple = Pattern.compile("!");
        assertThat(simple.matcher(text).find()).isTrue();
        assertThat(assertTimeoutPreemptively(Duration.ofSeconds(20), () -> program.isFoundIn(text))).isFalse();
        assertThat(assertTimeoutPreemptively(Duration.ofSeconds(20), () -> program.isFoundIn(""))).isFalse();
    }

    @Test
    void isStoppedAtALongTextWithManyWays() {
        RegexProgram program = RegexProgram.compile("(a?){900}b", false);
        assertThatThrownBy(() -> program.isFoundIn("a".repeat(1_000_000))).isInstanceOf(SlowRegexException.class)
            .hasMessage("The regular expression '(a?){900}b' was stopped: it takes more than 100000000 steps for a text"
                    + " of 1000000 characters. Write it with fewer repetitions.");
    }

    @ParameterizedTest
    @ValueSource(strings = { "(a)\\1", "(?=a)b", "(?!a)b", "(?<=a)b", "(?<!a)b", "(?>a)b", "a*+", "a?+", "a{2}+",
            "(?<x>a)\\k<x>", "a(?i)b", "(?i:a)", "(?m)^a", "\\Ga", "\\X", "^*", "{2}a", "a|{2}", "a+{2}", "a{2}{3}" })
    void whatCouldTakeForEverOrIsUnknownIsRefused(String pattern) {
        assertThatThrownBy(() -> RegexProgram.compile(pattern, false)).isInstanceOf(InvalidQueryException.class)
            .hasMessageMatching("(?s)The regular expression '.*' has at index \\d+ what queries do not know. They have"
                    + " no back references, looking ahead or behind, possessive and atomic groups, \\\\X and"
                    + " \\\\G, and of flags only"
                    + " \\(\\?i\\) and \\(\\?s\\) at the start, so that none takes for ever\\.");
    }

    /** As Java's documentation has it; Java itself repeats it in one way only. */
    @Test
    void aLineBreakIsOneOrTwoCharacters() {
        for (String text : new String[] { "a\nb", "a\r\nb", "a\rb", "a\fb", "a\u000bb", "a\u0085b", "a\u2028b",
                "a\u2029b" }) {
            assertThat(RegexProgram.compile("^a\\Rb$", false).isFoundIn(text)).as(text).isTrue();
        }
        assertThat(RegexProgram.compile("^a\\Rb$", false).isFoundIn("a\n\nb")).isFalse();
        assertThat(RegexProgram.compile("^a\\R{2}b$", false).isFoundIn("a\n\nb")).isTrue();
        assertThat(RegexProgram.compile("^a\\R{2}b$", false).isFoundIn("a\r\nb")).isTrue();
        assertThat(RegexProgram.compile("^a\\R?b$", false).isFoundIn("a b")).isFalse();
    }

    @Test
    void halfACharacterIsRefused() {
        for (String pattern : new String[] { "\\ud83d", "\\ud83dx", "\\ude00\\ud83d", "\ud83d" }) {
            assertThatThrownBy(() -> RegexProgram.compile(pattern, false)).isInstanceOf(InvalidQueryException.class)
                .hasMessage("The regular expression has a lone surrogate, which is half a character and in no row.");
        }
    }

    /** Which JDK 17 takes, and JDK 25 does not. */
    @Test
    void anIntersectionOfNothingIsRefusedByFilestoreOrByJava() {
        assertThatThrownBy(() -> RegexProgram.compile("[&&\\p{L}L&&]", false)).isInstanceOf(InvalidQueryException.class)
            .hasMessageContainingAll("The regular expression '[&&\\p{L}L&&]'", "index");
    }

    @Test
    void whatIsNoRegularExpressionIsRefused() {
        assertThatThrownBy(() -> RegexProgram.compile("(a", false)).isInstanceOf(InvalidQueryException.class)
            .hasMessage("The regular expression '(a' is none: Unclosed group near index 2.");
        assertThatThrownBy(() -> RegexProgram.compile("a{3000}", false)).isInstanceOf(InvalidQueryException.class)
            .hasMessage("The regular expression 'a{3000}' is too large: with its repetitions written out it has more"
                    + " than 2000 steps.");
        assertThatThrownBy(() -> RegexProgram.compile("(((a{100}){100}){100}){1000000000}", false))
            .hasMessageContaining("is too large");
        assertThatThrownBy(() -> RegexProgram.compile("a".repeat(1001), false))
            .hasMessage("The regular expression has 1001 characters, and 1000 are the most.");
        assertThatThrownBy(() -> RegexProgram.compile("\ud800", false)).hasMessageContaining("lone surrogate");
        assertThat(RegexProgram.compile("(){1000000000}a", false).isFoundIn("a")).isTrue();
        assertThat(RegexProgram.compile("(){0,1000000000}", false).isFoundIn("a")).isTrue();
    }

}
