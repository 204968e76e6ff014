/**
 * How a collection lies on disk: the strategies. Knows nothing of the log.
 */
@NullMarked
package io.filestore.storage;

import org.jspecify.annotations.NullMarked;
