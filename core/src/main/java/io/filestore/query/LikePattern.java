package io.filestore.query;

import io.filestore.error.InvalidQueryException;

/** A pattern with {@code %} and {@code _}, and a backslash before what is neither. */
final class LikePattern {

    private static final int ANY = -1;

    private static final int ONE = -2;

    private final int[] pattern;

    LikePattern(String pattern) {
        int[] characters = pattern.codePoints().toArray();
        int[] parts = new int[characters.length];
        int count = 0;
        for (int i = 0; i < characters.length; i++) {
            int c = characters[i];
            parts[count++] = switch (c) {
                case '%' -> ANY;
                case '_' -> ONE;
                case '\\' -> characters[++i];
                default -> c;
            };
        }
        this.pattern = java.util.Arrays.copyOf(parts, count);
    }

    /** What all texts that fit begin with. */
    static String beginning(String pattern) {
        StringBuilder beginning = new StringBuilder();
        for (int i = 0; i < pattern.length(); i++) {
            char c = pattern.charAt(i);
            if (c == '%' || c == '_') {
                break;
            }
            beginning.append((c == '\\') ? pattern.charAt(++i) : c);
        }
        return beginning.toString();
    }

    static void require(String field, String pattern) {
        if (pattern.length() > Text.LONGEST_PATTERN) {
            throw new InvalidQueryException("The pattern that field '" + field + "' should be like has "
                    + pattern.length() + " characters, and " + Text.LONGEST_PATTERN + " are the most.");
        }
        int backslashes = pattern.length();
        while (backslashes > 0 && pattern.charAt(backslashes - 1) == '\\') {
            backslashes--;
        }
        if ((pattern.length() - backslashes) % 2 == 1) {
            throw new InvalidQueryException("The pattern '" + Operand.shortly(pattern) + "' that field '" + field
                    + "' should be like ends with a backslash, which takes the special meaning from what follows it:"
                    + " write two for a backslash.");
        }
    }

    /** Goes back to the last {@code %} only, which is enough. */
    boolean matches(String text) {
        int at = 0;
        int next = 0;
        int retry = -1;
        int retryAt = 0;
        while (at < text.length()) {
            int c = text.codePointAt(at);
            if (next < this.pattern.length && this.pattern[next] == ANY) {
                retry = ++next;
                retryAt = at;
            }
            else if (next < this.pattern.length && (this.pattern[next] == ONE || this.pattern[next] == c)) {
                next++;
                at += Character.charCount(c);
            }
            else if (retry >= 0) {
                retryAt += Character.charCount(text.codePointAt(retryAt));
                at = retryAt;
                next = retry;
            }
            else {
                return false;
            }
        }
        while (next < this.pattern.length && this.pattern[next] == ANY) {
            next++;
        }
        return next == this.pattern.length;
    }

}
