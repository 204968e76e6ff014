package io.filestore.query;

/** The order of row ids: by code points, as that of strings in rows. */
public final class IdOrder {

    private IdOrder() {
    }

    /** Compares two ids, where {@link String#compareTo} goes wrong beyond the BMP. */
    public static int compare(String one, String other) {
        int end = Math.min(one.length(), other.length());
        int at = 0;
        while (at < end && one.charAt(at) == other.charAt(at)) {
            at++;
        }
        if (at == end) {
            return one.length() - other.length();
        }
        boolean beyond = Character.isSurrogate(one.charAt(at));
        return (beyond != Character.isSurrogate(other.charAt(at))) ? (beyond ? 1 : -1)
                : one.charAt(at) - other.charAt(at);
    }

}
