package io.filestore.row;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

import io.filestore.error.InvalidRowException;
import io.filestore.json.ByteOutput;
import io.filestore.json.CanonicalScanner;
import io.filestore.json.JsonLimits;

/**
 * Keeps what a type does not know when a row is read, changed and written back through
 * it: fields of the row, and of objects in it, that are not there when what was read is
 * written unchanged. What the change itself leaves out is gone.
 */
final class UnknownFields {

    /** Reads a row as the type, and writes that. */
    private final UnaryOperator<byte[]> reread;

    /** What was put back, as paths. */
    private final List<String> kept = new ArrayList<>();

    /** What the type knows after all, by another name: an alias. */
    private final Set<String> known = new HashSet<>();

    private UnknownFields(UnaryOperator<byte[]> reread) {
        this.reread = reread;
    }

    /**
     * Puts back what the type has dropped.
     * @param stored the row as it is, canonical
     * @param changed what the type has written
     * @param reread reads a row as the type, and writes that; asked only if something is
     * missing
     * @return canonical JSON, the array {@code changed} if nothing is missing in it
     * @throws InvalidRowException if it is missing within an array that has changed,
     * since nobody can say which element it belongs to
     */
    static byte[] keep(byte[] stored, byte[] changed, UnaryOperator<byte[]> reread) {
        return mayMiss(stored, 0, changed, 0) ? new UnknownFields(reread).keep(stored, changed) : changed;
    }

    private byte[] keep(byte[] stored, byte[] changed) {
        byte[] asRead = this.reread.apply(stored);
        byte[] merged = merge(stored, asRead, changed, "");
        if (this.kept.isEmpty()) {
            return changed;
        }
        byte[] expected = this.reread.apply(changed);
        if (!Arrays.equals(this.reread.apply(merged), expected)) {
            dropKnown(List.copyOf(this.kept), stored, asRead, changed, expected);
            merged = merge(stored, asRead, changed, "");
        }
        return merged;
    }

    /** Finds out which of these change what the type reads, each by itself. */
    private void dropKnown(List<String> all, byte[] stored, byte[] asRead, byte[] changed, byte[] expected) {
        List<String> harmless = new ArrayList<>();
        for (String path : all) {
            this.known.addAll(all);
            this.known.remove(path);
            if (Arrays.equals(this.reread.apply(merge(stored, asRead, changed, "")), expected)) {
                harmless.add(path);
            }
        }
        this.known.addAll(all);
        harmless.forEach(this.known::remove);
    }

    /** Whether a value may have fields, at whatever depth, that another has not. */
    private static boolean mayMiss(byte[] stored, int storedAt, byte[] changed, int changedAt) {
        if (stored[storedAt] == '[') {
            return hasObject(stored, storedAt) && !isSame(stored, storedAt, changed, changedAt);
        }
        if (stored[storedAt] != '{') {
            return false;
        }
        if (changed[changedAt] != '{') {
            return true;
        }
        CanonicalScanner theirs = new CanonicalScanner(stored, storedAt);
        CanonicalScanner ours = new CanonicalScanner(changed, changedAt);
        while (theirs.nextField()) {
            byte[] name = Arrays.copyOfRange(stored, theirs.nameStart(), theirs.nameEnd());
            if (!ours.find(name)) {
                // It may stand before what was found last.
                ours = new CanonicalScanner(changed, changedAt);
                if (!ours.find(name)) {
                    return true;
                }
            }
            if (mayMiss(stored, theirs.valueStart(), changed, ours.valueStart())) {
                return true;
            }
        }
        return false;
    }

    private static boolean hasObject(byte[] json, int at) {
        for (int i = at, end = CanonicalScanner.skipValue(json, at); i < end; i++) {
            if (json[i] == '{') {
                return true;
            }
        }
        return false;
    }

    private static boolean isSame(byte[] one, int at, byte[] other, int otherAt) {
        return Arrays.equals(one, at, CanonicalScanner.skipValue(one, at), other, otherAt,
                CanonicalScanner.skipValue(other, otherAt));
    }

    private byte[] merge(byte[] stored, byte[] asRead, byte[] changed, String path) {
        if (stored[0] == '[' && asRead[0] == '[' && drops(stored, asRead)) {
            if (!Arrays.equals(asRead, changed)) {
                throw new InvalidRowException("field '" + path + "' is changed, and elements of it have fields that the"
                        + " type does not know, which would be lost. Let the type know them, or change the row as a Row");
            }
            this.kept.add(path);
            return this.known.contains(path) ? changed : stored;
        }
        if (stored[0] != '{' || asRead[0] != '{' || changed[0] != '{') {
            return changed;
        }
        Map<String, byte[]> before = fields(stored);
        Map<String, byte[]> read = fields(asRead);
        Map<String, byte[]> after = fields(changed);
        after.replaceAll((name, value) -> (before.containsKey(name) && read.containsKey(name))
                ? merge(before.get(name), read.get(name), value, below(path, name)) : value);
        before.forEach((name, value) -> {
            if (!read.containsKey(name) && !after.containsKey(name)) {
                this.kept.add(below(path, name));
                if (!this.known.contains(below(path, name))) {
                    after.put(name, value);
                }
            }
        });
        return object(after);
    }

    private static String below(String path, String name) {
        return path.isEmpty() ? name : path + "." + name;
    }

    /** Whether an object in an array loses a field when it is read and written. */
    private static boolean drops(byte[] stored, byte[] asRead) {
        if (!hasObject(stored, 0)) {
            return false;
        }
        List<byte[]> before = elements(stored);
        List<byte[]> after = elements(asRead);
        for (int i = 0; i < before.size(); i++) {
            byte[] element = before.get(i);
            boolean nested = element[0] == '[' && i < after.size() && after.get(i)[0] == '[';
            if (i >= after.size() || (nested ? drops(element, after.get(i)) : mayMiss(element, 0, after.get(i), 0))) {
                return true;
            }
        }
        return false;
    }

    private static List<byte[]> elements(byte[] array) {
        List<byte[]> elements = new ArrayList<>();
        for (int at = 1; array[at] != ']';) {
            int end = CanonicalScanner.skipValue(array, at);
            elements.add(Arrays.copyOfRange(array, at, end));
            at = (array[end] == ',') ? end + 1 : end;
        }
        return elements;
    }

    /** The fields of an object by their escaped names. */
    private static Map<String, byte[]> fields(byte[] object) {
        Map<String, byte[]> fields = new LinkedHashMap<>();
        CanonicalScanner scanner = new CanonicalScanner(object, 0);
        while (scanner.nextField()) {
            int start = scanner.nameStart();
            fields.put(new String(object, start, scanner.nameEnd() - start, StandardCharsets.UTF_8), scanner.value());
        }
        return fields;
    }

    private static byte[] object(Map<String, byte[]> fields) {
        ByteOutput out = new ByteOutput(256, JsonLimits.MAX_BYTES);
        out.write('{');
        fields.forEach((name, value) -> {
            if (out.size() > 1) {
                out.write(',');
            }
            out.write('"');
            out.write(name.getBytes(StandardCharsets.UTF_8));
            out.writeAscii("\":");
            out.write(value);
        });
        out.write('}');
        return out.toByteArray();
    }

}
