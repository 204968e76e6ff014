package io.filestore.io;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/** The sums of those files of a batch that somebody wants to know the sum of. */
final class BatchSums {

    private final Set<Path> wanted = new HashSet<>();

    private final Map<Path, ContentSum> sums = new HashMap<>();

    /**
     * @param before the sum of what is there to append to, null if that is not known
     */
    void want(Path file, @Nullable ContentSum before) {
        this.wanted.add(file);
        if (before != null) {
            this.sums.put(file, before);
        }
    }

    /** The sum of a file as it was written, or was before; null if it is not known. */
    @Nullable ContentSum of(Path file) {
        return this.sums.get(file);
    }

    /**
     * The same content, which is summed up while it is written if that is wanted.
     * @param at where in the file it begins
     */
    Content summing(Path file, long at, Content content) {
        if (!this.wanted.contains(file)) {
            return content;
        }
        ContentSum known = this.sums.remove(file);
        ContentSum before = (at == 0) ? ContentSum.EMPTY : known;
        return (out) -> {
            SummedOutput summing = new SummedOutput(out);
            content.writeTo(summing);
            ContentSum added = summing.sum();
            if (before != null && before.length() == at) {
                this.sums.put(file, before.plus(added));
            }
        };
    }

}
