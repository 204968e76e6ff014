/**
 * Meters of the store: auto-configured if the application has a meter registry.
 */
@NullMarked
package io.filestore.autoconfigure.metrics;

import org.jspecify.annotations.NullMarked;
