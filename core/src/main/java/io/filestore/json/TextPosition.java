package io.filestore.json;

/**
 * Where in a text something is, as an editor shows it: line and column count from 1, and
 * the column counts characters, not bytes.
 */
record TextPosition(int line, int column) {

    /** The position of a byte of UTF-8 text that starts at {@code start}. */
    static TextPosition of(byte[] utf8, int start, int at) {
        int line = 1;
        int column = 1;
        for (int i = start; i < at; i++) {
            if (utf8[i] == '\n') {
                line++;
                column = 1;
            }
            else if ((utf8[i] & 0xC0) != 0x80) {
                column++;
            }
        }
        return new TextPosition(line, column);
    }

    /** The position of a character. */
    static TextPosition of(String text, int at) {
        int lineStart = text.lastIndexOf('\n', at - 1) + 1;
        int line = 1 + (int) text.chars().limit(lineStart).filter((c) -> c == '\n').count();
        return new TextPosition(line, 1 + Character.codePointCount(text, lineStart, at));
    }

    @Override
    public String toString() {
        return "line " + this.line + ", column " + this.column;
    }

}
