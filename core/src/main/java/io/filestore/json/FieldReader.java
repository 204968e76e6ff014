package io.filestore.json;

import java.util.Arrays;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Reads some fields out of canonical JSON without parsing the rest. A dot in a path leads
 * into a nested object: {@code address.city}. Immutable and thread-safe.
 */
public final class FieldReader {

    private final int count;

    private final Step root = new Step("");

    /**
     * @param paths what to read; a path may be given twice
     */
    public FieldReader(List<String> paths) {
        this.count = paths.size();
        for (int i = 0; i < this.count; i++) {
            Step step = this.root;
            for (String name : paths.get(i).split("\\.", -1)) {
                step = step.child(name);
            }
            step.targets = Arrays.copyOf(step.targets, step.targets.length + 1);
            step.targets[step.targets.length - 1] = i;
        }
    }

    /**
     * Reads the fields of one row.
     * @param canonical canonical JSON
     * @return for each path the value as canonical JSON; null where the path leads to
     * nothing, because a field is absent or something on the way is no object
     */
    public byte[] @Nullable [] read(byte[] canonical) {
        byte[] @Nullable [] values = new byte @Nullable [this.count][];
        read(canonical, 0, this.root, values);
        return values;
    }

    /**
     * Where the fields of one row are; quicker than {@link #read}, since nothing is
     * copied.
     * @param canonical canonical JSON
     * @return for each path the first byte of the value; -1 where the path leads to
     * nothing
     */
    public int[] locate(byte[] canonical) {
        int[] starts = new int[this.count];
        Arrays.fill(starts, -1);
        locate(canonical, 0, this.root, starts);
        return starts;
    }

    private static void locate(byte[] json, int start, Step step, int[] starts) {
        if (json[start] != '{') {
            return;
        }
        CanonicalScanner fields = new CanonicalScanner(json, start);
        if (step.children.length == 1) {
            if (fields.find(step.children[0].name)) {
                located(json, fields.valueStart(), step.children[0], starts);
            }
            return;
        }
        int missing = step.children.length;
        while (missing > 0 && fields.nextField()) {
            for (Step child : step.children) {
                if (fields.isNamed(child.name)) {
                    located(json, fields.valueStart(), child, starts);
                    missing--;
                    break;
                }
            }
        }
    }

    private static void located(byte[] json, int start, Step step, int[] starts) {
        for (int target : step.targets) {
            starts[target] = start;
        }
        if (step.children.length > 0) {
            locate(json, start, step, starts);
        }
    }

    /**
     * Whether the value is this text, for a reader of one path; seen at once, but only if
     * the text is ASCII and has no escapes in JSON.
     * @param canonical canonical JSON
     * @return false if in doubt
     */
    public boolean isPlainText(byte[] canonical, String text) {
        int at = 0;
        for (Step step = this.root; step.children.length > 0;) {
            step = step.children[0];
            CanonicalScanner fields = new CanonicalScanner(canonical, at);
            if (canonical[at] != '{' || !fields.find(step.name)) {
                return false;
            }
            at = fields.valueStart();
        }
        return JsonStrings.isPlain(canonical, at, text);
    }

    /**
     * Whether the fields of two rows are the same, byte for byte.
     * @param canonical canonical JSON
     * @param other canonical JSON
     */
    public boolean isSame(byte[] canonical, byte[] other) {
        int different = Arrays.mismatch(canonical, other);
        if (different < 0 || behind(canonical, 0, this.root) <= different) {
            return true;
        }
        byte[] @Nullable [] values = read(canonical);
        byte[] @Nullable [] others = read(other);
        for (int i = 0; i < this.count; i++) {
            if (!Arrays.equals(values[i], others[i])) {
                return false;
            }
        }
        return true;
    }

    /**
     * How far the bytes go that decide about the fields: two rows that are the same up to
     * there have the same ones.
     */
    private static int behind(byte[] json, int start, Step step) {
        if (json[start] != '{') {
            return start + 1;
        }
        CanonicalScanner fields = new CanonicalScanner(json, start);
        int end = start + 1;
        int missing = step.children.length;
        while (missing > 0) {
            if (!fields.nextField()) {
                // Up to the brace, behind which no field comes.
                return Math.max(end, fields.valueEnd() + 1);
            }
            for (Step child : step.children) {
                if (fields.isNamed(child.name)) {
                    // And what follows it, since a number may go on.
                    end = fields.valueEnd() + 1;
                    missing--;
                    break;
                }
            }
        }
        return end;
    }

    private static void read(byte[] json, int start, Step step, byte[] @Nullable [] values) {
        if (json[start] != '{') {
            return;
        }
        CanonicalScanner fields = new CanonicalScanner(json, start);
        int missing = step.children.length;
        while (missing > 0 && fields.nextField()) {
            for (Step child : step.children) {
                if (fields.isNamed(child.name)) {
                    for (int target : child.targets) {
                        values[target] = fields.value();
                    }
                    if (child.children.length > 0) {
                        read(json, fields.valueStart(), child, values);
                    }
                    missing--;
                    break;
                }
            }
        }
    }

    private static final class Step {

        private final byte[] name;

        private int[] targets = {};

        private Step[] children = {};

        Step(String name) {
            this.name = JsonStrings.escaped(name);
        }

        Step child(String childName) {
            Step wanted = new Step(childName);
            for (Step child : this.children) {
                if (Arrays.equals(child.name, wanted.name)) {
                    return child;
                }
            }
            this.children = Arrays.copyOf(this.children, this.children.length + 1);
            this.children[this.children.length - 1] = wanted;
            return wanted;
        }

    }

}
