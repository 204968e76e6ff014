package io.filestore.json;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What is within arrays and objects of canonical JSON. */
public final class Elements {

    private Elements() {
    }

    /** Where the first element of an array is. */
    public static int first(int array) {
        return array + 1;
    }

    /** Where the element behind this one is, at the bracket if there is none. */
    public static int next(byte[] json, int element) {
        int end = CanonicalScanner.skipValue(json, element);
        return (json[end] == ',') ? end + 1 : end;
    }

    /** Whether that is behind the last element. */
    public static boolean isEnd(byte[] json, int element) {
        return json[element] == ']';
    }

    /** The elements of an array, as JSON. */
    public static List<byte[]> of(byte[] array) {
        List<byte[]> elements = new ArrayList<>();
        for (int at = first(0); !isEnd(array, at); at = next(array, at)) {
            elements.add(Arrays.copyOfRange(array, at, CanonicalScanner.skipValue(array, at)));
        }
        return elements;
    }

    /** The values of an object by their names, in their order. */
    public static Map<String, byte[]> fields(byte[] object) {
        Map<String, byte[]> fields = new LinkedHashMap<>();
        CanonicalScanner scanner = new CanonicalScanner(object, 0);
        while (scanner.nextField()) {
            fields.put(JsonStrings.text(object, scanner.nameStart(), scanner.nameEnd()), scanner.value());
        }
        return fields;
    }

    /** The text of a JSON string. */
    public static String text(byte[] string) {
        return JsonStrings.text(string, 1, string.length - 1);
    }

}
