package io.filestore.query;

import java.util.ArrayList;
import java.util.List;

import io.filestore.json.CanonicalScanner;

/** Objects in canonical JSON by their fields, which are sorted by name first. */
final class ObjectOrder {

    private ObjectOrder() {
    }

    static int compare(byte[] json, int at, byte[] other, int otherAt) {
        List<Field> fields = fields(json, at);
        List<Field> others = fields(other, otherAt);
        int both = Math.min(fields.size(), others.size());
        for (int i = 0; i < both; i++) {
            Field one = fields.get(i);
            Field two = others.get(i);
            int compared = StringOrder.compare(json, one.name, other, two.name);
            if (compared == 0) {
                compared = ValueOrder.compare(json, one.value, other, two.value);
            }
            if (compared != 0) {
                return compared;
            }
        }
        return Integer.compare(fields.size(), others.size());
    }

    private static List<Field> fields(byte[] json, int at) {
        List<Field> fields = new ArrayList<>();
        CanonicalScanner scanner = new CanonicalScanner(json, at);
        while (scanner.nextField()) {
            fields.add(new Field(scanner.nameStart() - 1, scanner.valueStart()));
        }
        fields.sort((one, two) -> StringOrder.compare(json, one.name, json, two.name));
        return fields;
    }

    /** Where a name and its value are. */
    private record Field(int name, int value) {

    }

}
