package io.filestore.json;

import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import io.filestore.error.InvalidRowException;

/** A text is not valid JSON. The message has line and column. */
public final class NotJsonException extends InvalidRowException {

    /** Where a parser quotes what it has read. */
    private static final Pattern QUOTED = Pattern
        .compile("(Unrecognized token) '[^']*'|(Duplicate Object property) \".*\"", Pattern.DOTALL);

    private final int line;

    private final int column;

    private final String reason;

    NotJsonException(TextPosition position, String reason, @Nullable Throwable cause) {
        this(position.line(), position.column(), reason, cause);
    }

    private NotJsonException(int line, int column, String reason, @Nullable Throwable cause) {
        super("Not valid JSON at " + new TextPosition(line, column) + ": " + reason, cause);
        this.line = line;
        this.column = column;
        this.reason = reason;
    }

    /** A message like this one's without what it quotes from the text. */
    public static String withoutContent(String message) {
        return QUOTED.matcher(message)
            .replaceAll((found) -> (found.group(1) != null) ? found.group(1) : found.group(2));
    }

    /**
     * The same, as somebody sees it who looks at the file that the text is from.
     * @param startLine the line in which the text starts, from 1
     * @param startColumn the column in which it starts, from 1
     */
    public NotJsonException within(long startLine, long startColumn) {
        return new NotJsonException((int) (startLine + this.line - 1),
                (int) ((this.line == 1) ? startColumn + this.column - 1 : this.column), this.reason, getCause());
    }

}
