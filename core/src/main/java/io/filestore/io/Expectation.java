package io.filestore.io;

import java.io.IOException;

import org.jspecify.annotations.Nullable;

/** What a file must be like to be replaced without a second thought. */
public interface Expectation {

    /**
     * Looks at the file, right before it is replaced or deleted.
     * @param found what it is like; null if it is not there
     */
    boolean isMet(@Nullable FileInfo found) throws IOException;

}
