package io.filestore.wal;

/**
 * What a log record does to its row; the names are those of the file.
 */
public enum Operation {

    INSERT("insert"), UPDATE("update"), DELETE("delete");

    private final String text;

    private final byte[] bytes;

    Operation(String text) {
        this.text = text;
        this.bytes = LogFormat.ascii(text);
    }

    /** The name in the log. */
    public String text() {
        return this.text;
    }

    byte[] bytes() {
        return this.bytes;
    }

    static boolean isOne(String text) {
        return text.equals("insert") || text.equals("update") || text.equals("delete");
    }

    static Operation of(String text) {
        return switch (text) {
            case "insert" -> INSERT;
            case "update" -> UPDATE;
            case "delete" -> DELETE;
            default -> throw new IllegalArgumentException(text);
        };
    }

}
