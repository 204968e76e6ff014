/**
 * Looks at a store and changes none of its rows (it begins a new segment of the log, to
 * read those before it): whether memory, files, indexes and log agree, what lies among
 * the files that is not filestore's, and how much room they take. Begin with
 * {@link io.filestore.check.Verification}.
 */
@NullMarked
package io.filestore.check;

import org.jspecify.annotations.NullMarked;
