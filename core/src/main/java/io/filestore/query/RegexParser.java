package io.filestore.query;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

import org.jspecify.annotations.Nullable;

import io.filestore.error.InvalidQueryException;
import io.filestore.json.Utf8;

/**
 * Reads regular expressions of Java. What one character has to be is left to Java's own,
 * which also says whether all is well-formed.
 */
final class RegexParser {

    private static final int LONGEST = 1000;

    private static final String REFUSED = "back references, looking ahead or behind, possessive and atomic groups, \\X"
            + " and \\G";

    private static final String HALF = "The regular expression has a lone surrogate, which is half a character and in no"
            + " row.";

    private final String pattern;

    private int at;

    private int flags;

    RegexParser(String pattern, boolean ignoreCase) {
        this.pattern = pattern;
        this.flags = ignoreCase ? Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE : 0;
    }

    RegexNode parse() {
        if (this.pattern.length() > LONGEST) {
            throw new InvalidQueryException("The regular expression has " + this.pattern.length() + " characters, and "
                    + LONGEST + " are the most.");
        }
        if (Utf8.loneSurrogate(this.pattern) >= 0) {
            throw new InvalidQueryException(HALF);
        }
        try {
            Pattern.compile(this.pattern);
        }
        catch (PatternSyntaxException ex) {
            throw new InvalidQueryException("The regular expression '" + Operand.shortly(this.pattern) + "' is none: "
                    + ex.getDescription() + " near index " + ex.getIndex() + ".", ex);
        }
        leadingFlags();
        RegexNode node = choice();
        if (this.at < this.pattern.length()) {
            throw unsupported();
        }
        return node;
    }

    private InvalidQueryException unsupported() {
        return new InvalidQueryException("The regular expression '" + Operand.shortly(this.pattern) + "' has at index "
                + this.at + " what queries do not know. They have no " + REFUSED
                + ", and of flags only (?i) and (?s) at the start, so that none takes for ever.");
    }

    private void leadingFlags() {
        int close = this.pattern.indexOf(')');
        if (this.pattern.startsWith("(?") && close > 2 && this.pattern.substring(2, close).matches("[isu]+")) {
            String letters = this.pattern.substring(2, close);
            this.flags |= letters.contains("i") ? Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE : 0;
            this.flags |= letters.contains("s") ? Pattern.DOTALL : 0;
            this.at = close + 1;
        }
    }

    private RegexNode choice() {
        List<RegexNode> parts = new ArrayList<>();
        parts.add(sequence());
        while (peek() == '|') {
            this.at++;
            parts.add(sequence());
        }
        return (parts.size() == 1) ? parts.get(0) : new RegexNode.Choice(parts);
    }

    private RegexNode sequence() {
        List<RegexNode> parts = new ArrayList<>();
        while (this.at < this.pattern.length() && peek() != '|' && peek() != ')') {
            if (this.pattern.startsWith("\\Q", this.at)) {
                parts.addAll(quoted());
            }
            else {
                parts.add(repeated(atom()));
            }
        }
        return new RegexNode.Sequence(parts);
    }

    /** The last character alone is what would be repeated. */
    private List<RegexNode> quoted() {
        int end = this.pattern.indexOf("\\E", this.at);
        String text = this.pattern.substring(this.at + 2, (end >= 0) ? end : this.pattern.length());
        this.at = (end >= 0) ? end + 2 : this.pattern.length();
        List<RegexNode> parts = new ArrayList<>();
        text.codePoints().forEach((c) -> parts.add(literal(c)));
        if (!parts.isEmpty()) {
            parts.add(repeated(parts.remove(parts.size() - 1)));
        }
        else if ("*+?{".indexOf(peek()) >= 0) {
            throw unsupported();
        }
        return parts;
    }

    private RegexNode repeated(RegexNode atom) {
        RegexNode node = switch (peek()) {
            case '*' -> repeat(atom, 0, -1, this.at + 1);
            case '+' -> repeat(atom, 1, -1, this.at + 1);
            case '?' -> repeat(atom, 0, 1, this.at + 1);
            case '{' -> {
                int close = this.pattern.indexOf('}', this.at);
                String[] bounds = this.pattern.substring(this.at + 1, close).split(",", -1);
                int least = number(bounds[0]);
                int most = (bounds.length == 1) ? least : (bounds[1].isEmpty() ? -1 : number(bounds[1]));
                yield repeat(atom, least, most, close + 1);
            }
            default -> atom;
        };
        if (peek() == '{') {
            // Java would repeat nothing.
            throw unsupported();
        }
        return node;
    }

    private int number(String digits) {
        try {
            return Integer.parseInt(digits);
        }
        catch (NumberFormatException ex) {
            throw unsupported();
        }
    }

    private RegexNode repeat(RegexNode node, int least, int most, int behind) {
        this.at = behind;
        if (peek() == '+') {
            throw unsupported();
        }
        // Reluctant or not: it is found or not.
        this.at += (peek() == '?') ? 1 : 0;
        return new RegexNode.Repeat(node, least, most);
    }

    private RegexNode atom() {
        return switch (peek()) {
            case '(' -> group();
            case '[' -> characters(this.at + 1);
            case '.' -> one(this.at + 1);
            case '^' -> place(RegexNode.Place.START, 1);
            case '$' -> place(RegexNode.Place.END_OF_LINE, 1);
            case '\\' -> escape();
            case '{' -> throw unsupported();
            default -> {
                int c = this.pattern.codePointAt(this.at);
                this.at += Character.charCount(c);
                yield literal(c);
            }
        };
    }

    private RegexNode group() {
        this.at++;
        if (peek() == '?') {
            int name = this.pattern.indexOf('>', this.at);
            if (this.pattern.startsWith("?:", this.at)) {
                this.at += 2;
            }
            else if (this.pattern.startsWith("?<", this.at) && Character.isLetter(this.pattern.charAt(this.at + 2))) {
                this.at = name + 1;
            }
            else {
                throw unsupported();
            }
        }
        RegexNode node = choice();
        this.at++;
        return node;
    }

    /** Up to the first bracket with which Java sees a class of characters. */
    private RegexNode characters(int start) {
        int end = start;
        Pattern found = null;
        while (found == null) {
            end = this.pattern.indexOf(']', end) + 1;
            if (end == 0) {
                throw unsupported();
            }
            found = compiled(end);
        }
        this.at = end;
        return one(found);
    }

    private @Nullable Pattern compiled(int end) {
        try {
            return Pattern.compile(this.pattern.substring(this.at, end), this.flags);
        }
        catch (PatternSyntaxException ex) {
            return null;
        }
    }

    private RegexNode escape() {
        char letter = this.pattern.charAt(this.at + 1);
        return switch (letter) {
            case 'b' -> place(RegexNode.Place.WORD_BOUNDARY, 2);
            case 'B' -> place(RegexNode.Place.NO_WORD_BOUNDARY, 2);
            case 'A' -> place(RegexNode.Place.START, 2);
            case 'z' -> place(RegexNode.Place.END, 2);
            case 'Z' -> place(RegexNode.Place.END_OF_LINE, 2);
            case 'd', 'D', 'w', 'W', 's', 'S', 'h', 'H', 'v', 'V', 't', 'n', 'r', 'f', 'a', 'e' -> one(this.at + 2);
            case 'x' -> one((this.pattern.charAt(this.at + 2) == '{') ? behindBrace() : this.at + 4);
            case 'u' -> one(behindHex());
            case 'c' -> one(this.at + 3);
            case '0' -> one(behindOctal());
            case 'N' -> one(behindBrace());
            case 'R' -> lineBreak();
            case 'p', 'P' -> one((this.pattern.charAt(this.at + 2) == '{') ? behindBrace() : this.at + 3);
            default -> {
                if (Character.isLetterOrDigit(letter)) {
                    throw unsupported();
                }
                int c = this.pattern.codePointAt(this.at + 1);
                this.at += 1 + Character.charCount(c);
                yield literal(c);
            }
        };
    }

    /** Java reads two halves of a character as one. */
    private int behindHex() {
        char half = (char) Integer.parseInt(this.pattern, this.at + 2, this.at + 6, 16);
        if (!Character.isSurrogate(half)) {
            return this.at + 6;
        }
        if (Character.isHighSurrogate(half) && this.pattern.startsWith("\\u", this.at + 6)
                && Character.isLowSurrogate((char) Integer.parseInt(this.pattern, this.at + 8, this.at + 12, 16))) {
            return this.at + 12;
        }
        throw new InvalidQueryException(HALF);
    }

    private int behindOctal() {
        int end = this.at + 3;
        int most = this.at + ((this.pattern.charAt(this.at + 2) <= '3') ? 5 : 4);
        while (end < Math.min(most, this.pattern.length()) && "01234567".indexOf(this.pattern.charAt(end)) >= 0) {
            end++;
        }
        return end;
    }

    private RegexNode lineBreak() {
        this.at += 2;
        RegexNode both = new RegexNode.Sequence(List.of(literal('\r'), literal('\n')));
        return new RegexNode.Choice(List.of(both,
                new RegexNode.One(CharacterSet.of(Pattern.compile("[\\n\\x0B\\f\\r\\x85\\u2028\\u2029]")))));
    }

    private int behindBrace() {
        return this.pattern.indexOf('}', this.at) + 1;
    }

    private RegexNode one(int end) {
        Pattern one = compiled(end);
        if (one == null) {
            throw unsupported();
        }
        this.at = end;
        return one(one);
    }

    private RegexNode one(Pattern pattern) {
        try {
            return new RegexNode.One(CharacterSet.of(pattern));
        }
        catch (NullPointerException ex) {
            // Java takes some classes that end with &&, and stumbles when they are to
            // match.
            throw unsupported();
        }
    }

    private RegexNode literal(int c) {
        boolean ignoreCase = (this.flags & Pattern.CASE_INSENSITIVE) != 0;
        return new RegexNode.One(CharacterSet.of(c, ignoreCase));
    }

    private RegexNode place(int kind, int length) {
        this.at += length;
        if ("*+?{".indexOf(peek()) >= 0) {
            throw unsupported();
        }
        return new RegexNode.Place(kind);
    }

    /** The character there, zero behind the last. */
    private int peek() {
        return (this.at < this.pattern.length()) ? this.pattern.charAt(this.at) : 0;
    }

}
