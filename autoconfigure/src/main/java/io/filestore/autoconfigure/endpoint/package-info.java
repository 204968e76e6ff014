/**
 * The actuator endpoint {@code filestore}: auto-configured if the application exposes it.
 */
@NullMarked
package io.filestore.autoconfigure.endpoint;

import org.jspecify.annotations.NullMarked;
