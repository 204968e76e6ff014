/**
 * Calls of repositories as observations of Micrometer: spans and timers, for those who
 * ask for them.
 */
@NullMarked
package io.filestore.data.observation;

import org.jspecify.annotations.NullMarked;
