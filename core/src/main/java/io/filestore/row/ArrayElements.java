package io.filestore.row;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The elements of a canonical JSON array, as JSON.
 */
final class ArrayElements {

    private ArrayElements() {
    }

    static List<byte[]> of(byte[] array) {
        List<byte[]> elements = new ArrayList<>();
        int depth = 0;
        int start = 1;
        boolean inString = false;
        for (int i = 0; i < array.length; i++) {
            byte b = array[i];
            if (inString) {
                if (b == '\\') {
                    i++;
                }
                inString = b != '"';
            }
            else if (b == '"') {
                inString = true;
            }
            else if (b == '[' || b == '{') {
                depth++;
            }
            else if (b == ']' || b == '}' || b == ',') {
                depth -= (b == ',') ? 0 : 1;
                boolean ends = (b == ',') ? depth == 1 : depth == 0;
                if (ends && i > start) {
                    elements.add(Arrays.copyOfRange(array, start, i));
                }
                start = ends ? i + 1 : start;
            }
        }
        return elements;
    }

}
