package io.filestore.schedules;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.filestore.row.Row;

/**
 * What a simulation writes into a row. No two are alike, so that each tells who has
 * written it.
 *
 * @param mark what no other has
 * @param n an indexed field
 * @param key a field that may be unique, null for none
 * @param json all of it
 */
record Item(String mark, int n, String key, String json) {

    private static final Pattern JSON = Pattern
        .compile("\\{\"mark\":\"([^\"]*)\",\"n\":(\\d+)(?:,\"key\":\"([^\"]*)\")?.*}");

    static Item of(String mark, int n, String key, String text) {
        return new Item(mark, n, key, "{\"mark\":\"" + mark + "\",\"n\":" + n
                + ((key != null) ? ",\"key\":\"" + key + "\"" : "") + ",\"text\":\"" + text + "\"}");
    }

    static Item of(String json) {
        Matcher matcher = JSON.matcher(json);
        if (!matcher.matches()) {
            throw new AssertionError("Nobody has written this: " + json);
        }
        return new Item(matcher.group(1), Integer.parseInt(matcher.group(2)), matcher.group(3), json);
    }

    /** Its value in one of the two fields, as somebody would look for it. */
    boolean has(String field, Object value) {
        return field.equals("n") ? value.equals(this.n) : value.equals(this.key);
    }

    Row row() {
        return Row.parse(this.json);
    }

    @Override
    public String toString() {
        return this.mark + " (n " + this.n + ((this.key != null) ? ", key " + this.key : "") + ")";
    }

}
