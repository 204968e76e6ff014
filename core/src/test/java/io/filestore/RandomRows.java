package io.filestore;

import java.util.List;
import java.util.Random;

import io.filestore.Model.Change;
import io.filestore.row.Row;

/** Random changes over few ids and few keys, so that they meet. */
final class RandomRows {

    private static final List<String> IDS = List.of("a", "A", "b", "../c", "con", "ü", "d d", "x".repeat(300), "%7e",
            "j", "k");

    private static final List<String> TAGS = List.of("1", "1.0", "\"1\"", "true", "null", "[]", "[1,\"1\",null]", "{}",
            "\"ü\"", "[\"a\",\"b\"]", "-0.0", "1e2");

    private RandomRows() {
    }

    static Change delete(Random random, String collection) {
        return new Change(collection, id(random), null);
    }

    static Change put(Random random, String collection) {
        StringBuilder json = new StringBuilder("{\"n\":").append(random.nextInt(1_000_000));
        if (random.nextInt(4) > 0) {
            json.append(",\"tag\":").append(TAGS.get(random.nextInt(TAGS.size())));
        }
        if (random.nextInt(3) > 0) {
            json.append(",\"key\":\"k").append(random.nextInt(12)).append('"');
        }
        if (random.nextInt(3) == 0) {
            json.append(",\"deep\":{\"n\":").append(random.nextInt(3)).append('}');
        }
        if (random.nextInt(6) == 0) {
            json.append(",\"id\":\"own\",\"_id\":1,\"_deleted\":true,\"_expiresAt\":5");
        }
        if (random.nextInt(10) == 0) {
            json.append(",\"text\":\"").append("long ".repeat(random.nextInt(400))).append('"');
        }
        return new Change(collection, id(random), Row.parse(json.append('}').toString()));
    }

    private static String id(Random random) {
        return IDS.get(random.nextInt(IDS.size()));
    }

}
