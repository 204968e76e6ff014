/**
 * Health of the store: auto-configured if the application has health indicators.
 */
@NullMarked
package io.filestore.autoconfigure.health;

import org.jspecify.annotations.NullMarked;
