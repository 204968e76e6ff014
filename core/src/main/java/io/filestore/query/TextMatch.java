package io.filestore.query;

/** How a text can be like another. */
public enum TextMatch {

    /** It is the other; of use only if case is ignored. */
    IS("is", "is"),

    STARTS_WITH("startsWith", "starts with"),

    ENDS_WITH("endsWith", "ends with"),

    CONTAINS("contains", "contains"),

    /**
     * It fits a pattern as a whole, in which {@code %} stands for any characters or none,
     * {@code _} for one character, and what follows a backslash for itself.
     */
    LIKE("like", "is like");

    private final String operator;

    private final String words;

    TextMatch(String operator, String words) {
        this.operator = operator;
        this.words = words;
    }

    String operator() {
        return this.operator;
    }

    String words() {
        return this.words;
    }

}
