package io.filestore.json;

/**
 * Takes white space out of JSON that may be wrong. It stays where it keeps two numbers,
 * words or strings apart, so that wrong JSON does not become right.
 */
final class WhiteSpace {

    private WhiteSpace() {
    }

    static ByteOutput removedFrom(byte[] json, int offset, int length) {
        ByteOutput out = new ByteOutput(length);
        int end = offset + length;
        int at = offset;
        while (at < end) {
            if (isWhiteSpace(json[at])) {
                int next = at + 1;
                while (next < end && isWhiteSpace(json[next])) {
                    next++;
                }
                if (next < end && out.size() > 0 && !isPunctuation(out.last()) && !isPunctuation(json[next])) {
                    out.write(' ');
                }
                at = next;
            }
            else {
                int next = (json[at] == '"') ? endOfString(json, at, end) : endOfRun(json, at, end);
                out.write(json, at, next - at);
                at = next;
            }
        }
        return out;
    }

    private static int endOfString(byte[] json, int start, int end) {
        int at = start + 1;
        while (at < end && json[at] != '"') {
            at += (json[at] == '\\') ? 2 : 1;
        }
        return Math.min(at + 1, end);
    }

    private static int endOfRun(byte[] json, int start, int end) {
        int at = start;
        while (at < end && json[at] != '"' && !isWhiteSpace(json[at])) {
            at++;
        }
        return at;
    }

    private static boolean isWhiteSpace(byte b) {
        return b == ' ' || b == '\n' || b == '\r' || b == '\t';
    }

    private static boolean isPunctuation(byte b) {
        return b == ',' || b == ':' || b == '{' || b == '}' || b == '[' || b == ']';
    }

}
