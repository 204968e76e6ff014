package io.filestore.query;

/** What a value is, in the order of values. */
enum ValueRank {

    NOTHING, FALSE, TRUE, NUMBER, STRING, ARRAY, OBJECT;

    static ValueRank of(byte[] json, int at) {
        if (at == ValueOrder.MISSING) {
            return NOTHING;
        }
        return switch (json[at]) {
            case '"' -> STRING;
            case '{' -> OBJECT;
            case '[' -> ARRAY;
            case 't' -> TRUE;
            case 'f' -> FALSE;
            case 'n' -> NOTHING;
            default -> NUMBER;
        };
    }

}
