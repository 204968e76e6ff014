/**
 * How a collection lies on disk: the strategies, the form that a row has in their files,
 * and index files. Knows nothing of the log. Begin with
 * {@link io.filestore.storage.StorageStrategy}.
 */
@NullMarked
package io.filestore.storage;

import org.jspecify.annotations.NullMarked;
