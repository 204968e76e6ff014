package io.filestore.sample.collections;

import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.io.JsonStringEncoder;

/**
 * Collects JSON token by token from a parser, with the text of numbers as it was, up to a
 * limit. What is beyond the limit is read, but not kept.
 */
final class ExactJson {

    private final StringBuilder text = new StringBuilder();

    private final int limit;

    private boolean tooLarge;

    /**
     * @param limit how many characters are kept
     */
    ExactJson(int limit) {
        this.limit = limit;
    }

    /** Whether the value has more characters than the limit. */
    boolean isTooLarge() {
        return this.tooLarge;
    }

    /**
     * Copies the value at whose first token the parser is, and leaves the parser at its
     * last.
     */
    void copyValue(JsonParser parser) {
        int depth = 0;
        do {
            depth += copy(parser);
        }
        while (depth > 0 && parser.nextToken() != null);
    }

    /**
     * Copies the current token.
     * @return by how much the nesting became deeper: 1, 0 or -1
     */
    int copy(JsonParser parser) {
        JsonToken token = parser.currentToken();
        if (!this.tooLarge) {
            append(token, parser);
            if (this.text.length() > this.limit) {
                this.tooLarge = true;
                this.text.setLength(0);
                this.text.trimToSize();
            }
        }
        return token.isStructStart() ? 1 : (token.isStructEnd() ? -1 : 0);
    }

    private void append(JsonToken token, JsonParser parser) {
        if (!token.isStructEnd() && !this.text.isEmpty() && "{[:".indexOf(last()) < 0) {
            this.text.append(',');
        }
        switch (token) {
            case PROPERTY_NAME -> {
                quote(parser.currentName());
                this.text.append(':');
            }
            case VALUE_STRING -> quote(parser.getString());
            default -> this.text.append(parser.getString());
        }
    }

    private void quote(String value) {
        this.text.append('"');
        JsonStringEncoder.getInstance().quoteAsString(value, this.text);
        this.text.append('"');
    }

    private char last() {
        return this.text.charAt(this.text.length() - 1);
    }

    @Override
    public String toString() {
        return this.text.toString();
    }

}
